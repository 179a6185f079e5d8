import { createRequire } from 'node:module';
import type { Configuration, LevelConfiguration, TransformationName } from '@bloqr/compiler';

/**
 * HostlistCompiler, the reference that our results are compared with. It is a development dependency, only called and
 * never read from: nothing of it is in what we ship.
 */
export interface HostlistCompiler {
  /** The whole list as lines, header included. Sources are URLs or paths. Rejects when it fails. */
  readonly compile: (configuration: Configuration) => Promise<string[]>;
  /** Runs one level's transformations, in HostlistCompiler's order, over lines. */
  readonly transform: (
    lines: string[],
    level: LevelConfiguration,
    transformations: readonly TransformationName[],
  ) => Promise<string[]>;
}

let loaded: HostlistCompiler | undefined;

/** Loads HostlistCompiler into this process, once, with its console output off. */
export function loadHostlistCompiler(): HostlistCompiler {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    silence(createRequire(require.resolve('@adguard/hostlist-compiler'))('consola'));
    const compile: unknown = require('@adguard/hostlist-compiler');
    const transform = memberOf(
      require('@adguard/hostlist-compiler/src/transformations/transform'),
      'transform',
    );
    loaded = {
      compile: async (configuration) => linesOf(await call(compile, structuredClone(configuration))),
      transform: async (lines, level, transformations) =>
        linesOf(await call(transform, [...lines], level, [...transformations])),
    };
  }
  return loaded;
}

function silence(consola: unknown): void {
  if (typeof consola === 'object' && consola !== null) Object.assign(consola, { level: -999 });
}

function memberOf(exports: unknown, name: string): unknown {
  return typeof exports === 'object' && exports !== null ? Reflect.get(exports, name) : undefined;
}

function call(target: unknown, ...parameters: readonly unknown[]): unknown {
  if (typeof target !== 'function') throw new TypeError('HostlistCompiler lacks a function that it had');
  return Reflect.apply(target, undefined, parameters);
}

function linesOf(result: unknown): string[] {
  if (!Array.isArray(result) || !result.every((line) => typeof line === 'string')) {
    throw new TypeError('HostlistCompiler gave something other than lines');
  }
  return result;
}

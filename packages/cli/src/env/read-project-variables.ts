import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { readText } from '../io/read-text.ts';
import { envFileLayer, envLocalLayer, shellLayer } from './read-layers.ts';
import { type ResolvedVariables, resolveVariables, type VariableLayer } from './resolve-variables.ts';
import {
  type ReadWranglerConfig,
  readWranglerConfig,
  varsLayer,
  wranglerConfigName,
} from './wrangler-config.ts';

/** Whose variables are meant. */
export type VariableTarget =
  /** What `npm start` and the commands run with on this machine. */
  | { readonly kind: 'local' }
  /** What a deployment runs with. */
  | {
      readonly kind: 'deployed';
      /** The environment of wrangler.toml; undefined for its top level. */
      readonly environment: string | undefined;
      /** A file with the values of its secrets. */
      readonly secretsFile: string | undefined;
    };

/** The variables of a project, with the file that some of them stand in. */
export interface ProjectVariables {
  readonly variables: ResolvedVariables;
  /** Undefined where there is no such file. */
  readonly wranglerConfig: ReadWranglerConfig | undefined;
}

const startLayer: VariableLayer = { place: 'npm start', values: { ENVIRONMENT: 'local' } };

/**
 * Reads the variables of a project. On this machine: the shell, .env.local, what `npm start` sets itself, wrangler.toml. Of a
 * deployment: its secrets, as far as a file tells them, and wrangler.toml; neither the shell nor .env.local reaches it.
 *
 * @param root the folder of wrangler.toml
 * @throws CommandError with reason `usage` where the file of secrets cannot be read
 */
export async function readProjectVariables(
  root: string,
  target: VariableTarget,
  shell: VariableLayer['values'],
): Promise<ProjectVariables> {
  const file = join(root, wranglerConfigName);
  const wranglerConfig = existsSync(file) ? await readWranglerConfig(readFileSync(file, 'utf8')) : undefined;
  const environment = target.kind === 'deployed' ? target.environment : undefined;
  const vars = wranglerConfig?.kind === 'read' ? [varsLayer(wranglerConfig.config, environment)] : [];
  const above =
    target.kind === 'local'
      ? [shellLayer(shell), envLocalLayer(root), startLayer]
      : target.secretsFile === undefined
        ? []
        : [envFileLayer(readSecrets(target.secretsFile), 'the file of secrets')];
  return { variables: resolveVariables([...above, ...vars]), wranglerConfig };
}

function readSecrets(path: string): string {
  return readText(path, (reason) => {
    const why = reason ?? 'there is no such file';
    return new CommandError('usage', 'secrets-not-readable', `${path} cannot be read: ${why}.`);
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type ResolvedVariables, resolveVariables, type VariableLayer } from './resolve-variables.ts';

export const envFileName = '.env.local';

/** What the program was started with. */
export function shellLayer(shell: VariableLayer['values']): VariableLayer {
  return { place: 'the shell', values: shell };
}

/**
 * Variables of a file of lines NAME=value, read as Node's `parseEnv` reads them: `$` is a character like any other. A byte
 * order mark, which some editors write, would be taken for part of the first name.
 *
 * @param place how people call the file
 */
export function envFileLayer(text: string, place: string): VariableLayer {
  const lines = text.split(/\r?\n/);
  return {
    place,
    values: parseEnv(withoutMark(text)),
    lineOf(name) {
      // Of several lines the last one counts.
      const index = lines.findLastIndex((line) => assignment.exec(line)?.[1] === name);
      return index === -1 ? undefined : index + 1;
    },
  };
}

/** A line NAME=value, with or without `export`. */
const assignment = /^\s*(?:export\s+)?([\w.-]+)\s*=/;

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Names that stand in a file more than once with different values, each with the lines. */
export function listContradictions(
  text: string,
): readonly { readonly name: string; readonly lines: readonly number[] }[] {
  const places = new Map<string, { readonly line: number; readonly value: string | undefined }[]>();
  for (const [index, line] of withoutMark(text).split(/\r?\n/).entries()) {
    const name = assignment.exec(line)?.[1];
    if (name === undefined) continue;
    const own = places.get(name) ?? [];
    own.push({ line: index + 1, value: parseEnv(line)[name] });
    places.set(name, own);
  }
  return [...places]
    .filter(([, own]) => new Set(own.map(({ value }) => value)).size > 1)
    .map(([name, own]) => ({ name, lines: own.map(({ line }) => line) }));
}

/** .env.local in the project's folder; empty where there is none. */
export function envLocalLayer(root: string): VariableLayer {
  const file = join(root, envFileName);
  return envFileLayer(existsSync(file) ? readFileSync(file, 'utf8') : '', envFileName);
}

/** The folder with wrangler.toml, here or above; undefined outside of any project. */
export function findProject(folder: string): string | undefined {
  for (let above = resolve(folder); ; above = dirname(above)) {
    if (existsSync(join(above, 'wrangler.toml'))) return above;
    if (dirname(above) === above) return undefined;
  }
}

/** What a command runs with: the shell first, then .env.local of the project in which it runs. */
export function readCommandVariables(): ResolvedVariables {
  const root = findProject(process.cwd());
  return resolveVariables([shellLayer(process.env), ...(root === undefined ? [] : [envLocalLayer(root)])]);
}

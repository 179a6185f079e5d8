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
 * Variables of a file of lines NAME=value, read as Node's `parseEnv` reads them: `$` is a character like any other.
 *
 * @param place how people call the file
 */
export function envFileLayer(text: string, place: string): VariableLayer {
  const lines = text.split(/\r?\n/);
  return {
    place,
    values: parseEnv(text),
    lineOf(name) {
      // Of several lines the last one counts.
      const index = lines.findLastIndex((line) => /^\s*(?:export\s+)?([\w.-]+)\s*=/.exec(line)?.[1] === name);
      return index === -1 ? undefined : index + 1;
    },
  };
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

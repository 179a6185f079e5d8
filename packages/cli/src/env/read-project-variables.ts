import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { readText } from '../io/read-text.ts';
import { describeDeployment } from '../provision/deployment.ts';
import { invalidConfig } from '../provision/read-deployment.ts';
import { envFileLayer, envLocalLayer, shellLayer } from './read-layers.ts';
import { type ResolvedVariables, resolveVariables, type VariableLayer } from './resolve-variables.ts';
import {
  type ReadWranglerConfig,
  readWranglerConfig,
  varsLayer,
  type WranglerConfig,
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
 * @throws CommandError with reason `usage` where the file of secrets cannot be read, `configuration` where wrangler.toml has no
 * such environment
 */
export async function readProjectVariables(
  root: string,
  target: VariableTarget,
  shell: VariableLayer['values'],
): Promise<ProjectVariables> {
  const file = join(root, wranglerConfigName);
  const wranglerConfig = existsSync(file) ? await readWranglerConfig(readFileSync(file, 'utf8')) : undefined;
  const environment = target.kind === 'deployed' ? target.environment : undefined;
  if (environment !== undefined && wranglerConfig?.kind === 'read')
    requireEnvironment(wranglerConfig.config.settings, environment);
  const vars = wranglerConfig?.kind === 'read' ? [varsLayer(wranglerConfig.config, environment)] : [];
  const above =
    target.kind === 'local'
      ? [shellLayer(shell), envLocalLayer(root), startLayer]
      : target.secretsFile === undefined
        ? []
        : [secretsLayer(target.secretsFile)];
  return { variables: resolveVariables([...above, ...vars]), wranglerConfig };
}

/** Everything that is looked for in an environment that is misspelled would be missing: better say that itself. */
function requireEnvironment(settings: WranglerConfig['settings'], environment: string): void {
  try {
    describeDeployment(settings, environment);
  } catch (error) {
    throw error instanceof RangeError ? invalidConfig(error.message) : error;
  }
}

/** Lines NAME=value or an object of JSON, the two forms that `wrangler secret bulk` takes. */
function secretsLayer(path: string): VariableLayer {
  const place = 'the file of secrets';
  const text = readText(path, (reason) =>
    unreadable(`${path} cannot be read: ${reason ?? 'there is no such file'}.`),
  );
  if (!text.trimStart().startsWith('{')) return envFileLayer(text, place);
  try {
    const entries = Object.entries(JSON.parse(text));
    return { place, values: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])) };
  } catch {
    // What is wrong is not told: it would show a piece of the text.
    throw unreadable(`${path} begins as JSON, and is none.`);
  }
}

function unreadable(message: string): CommandError {
  return new CommandError('usage', 'secrets-not-readable', message);
}

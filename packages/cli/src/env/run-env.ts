import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { OptionValues } from '../command-line/command-definition.ts';
import { escapeControls } from '../command-line/escape-controls.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { say, writeResult } from '../io/standard-streams.ts';
import { describeVariables, type ShownValue, type ShownVariables } from './describe-variables.ts';
import { envCommand } from './env-command.ts';
import { readProjectVariables, type VariableTarget } from './read-project-variables.ts';
import { requireProject } from './require-project.ts';

/**
 * Runs `bloqr env`.
 *
 * @throws CommandError where there is no project here, or its wrangler.toml cannot be read
 */
export async function runEnv(args: readonly string[]): Promise<void> {
  const options = parseOptions(envCommand, args);
  if (options.has('help')) return writeResult(formatHelp(envCommand));
  const target = targetOf(options);
  const root = requireProject();
  const { variables, wranglerConfig } = await readProjectVariables(root, target, process.env);
  if (wranglerConfig?.kind === 'invalid') {
    const { line, reason } = wranglerConfig;
    throw new CommandError('configuration', 'wrangler-toml-invalid', `wrangler.toml:${line}: ${reason}.`);
  }
  if (target.kind === 'local' && existsSync(join(root, '.dev.vars')))
    say('.dev.vars is there: wrangler’s own commands take the Worker’s variables from it alone.\n');
  const shown = describeVariables(variables);
  const report = `${JSON.stringify({ target: target.kind, ...shown }, undefined, 2)}\n`;
  writeResult(options.has('json') ? report : formatVariables(shown, target));
}

/** @throws CommandError with reason `usage` where options contradict each other */
function targetOf(options: OptionValues): VariableTarget {
  const [environment, secretsFile] = [options.last('env'), options.last('secrets-file')];
  if (options.has('deployed')) return { kind: 'deployed', environment, secretsFile };
  if (environment !== undefined || secretsFile !== undefined)
    throw usageError(envCommand, '--env and --secrets-file are about a deployment: add --deployed.');
  return { kind: 'local' };
}

function formatVariables({ variables, unset }: ShownVariables, target: VariableTarget): string {
  const width = Math.max(0, ...variables.map(({ name }) => name.length));
  const lines = variables.flatMap((variable) => [
    `${variable.name.padEnd(width)}  ${formatValue(variable)}${variable.kind === 'unknown' ? ', which is no variable of ours' : ''}`,
    ...variable.shadows.map((shadow) => `${''.padEnd(width)}  instead of ${formatValue(shadow)}`),
  ]);
  const head =
    target.kind === 'local'
      ? 'What npm start and the commands get here:'
      : 'What a deployment gets from wrangler.toml; its secrets are known only from --secrets-file:';
  const foot = `Not set: ${unset.join(', ') || 'none'}`;
  return `${[head, '', ...lines, '', foot].map((line) => escapeControls(line)).join('\n')}\n`;
}

function formatValue({ value, place, line }: ShownValue): string {
  return `${value}  (${place}${line === undefined ? '' : `:${line}`})`;
}

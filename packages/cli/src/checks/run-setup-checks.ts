import type { CommandDefinition } from '../command-line/command-definition.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions } from '../command-line/parse-options.ts';
import { readProjectVariables, type VariableTarget } from '../env/read-project-variables.ts';
import { requireProject } from '../env/require-project.ts';
import { askRemote } from '../io/ask-remote.ts';
import { createRunWrangler, runOneByOne } from '../io/run-wrangler.ts';
import { writeResult } from '../io/standard-streams.ts';
import type { CheckCommand } from './check.ts';
import { doctorCommand, preflightCommand } from './check-commands.ts';
import { readTimeLimit, reportChecks } from './check-options.ts';
import { runChecks } from './run-checks.ts';
import { createSetup, type Plan } from './setup.ts';
import { setupProbes } from './setup-probes.ts';

/**
 * Runs `bloqr doctor`.
 *
 * @throws CommandError with reason `findings` where something is wrong
 */
export function runDoctor(args: readonly string[]): Promise<void> {
  return runSetupChecks('doctor', doctorCommand, args);
}

/**
 * Runs `bloqr preflight`.
 *
 * @throws CommandError with reason `findings` where something is wrong
 */
export function runPreflight(args: readonly string[]): Promise<void> {
  return runSetupChecks('preflight', preflightCommand, args);
}

async function runSetupChecks(
  command: Exclude<CheckCommand, 'verify'>,
  definition: CommandDefinition,
  args: readonly string[],
): Promise<void> {
  const options = parseOptions(definition, args);
  if (options.has('help')) return writeResult(formatHelp(definition));
  const timeLimitSeconds = readTimeLimit(definition, options);
  const root = requireProject();
  const target: VariableTarget =
    command === 'doctor'
      ? { kind: 'local' }
      : { kind: 'deployed', environment: options.last('env'), secretsFile: options.last('secrets-file') };
  const project = await readProjectVariables(root, target, process.env);
  const plans: readonly Plan[] = ['free', 'paid'];
  const subject = createSetup(
    {
      root,
      target,
      isOffline: options.has('offline'),
      isRemote: options.has('remote') && !options.has('offline'),
      plan: plans.find((plan) => plan === options.last('plan')),
      isBeforeMigrations: options.has('before-migrations'),
    },
    project,
    {
      ask: askRemote,
      runWrangler: runOneByOne(() => createRunWrangler(root, process.env, timeLimitSeconds * 1000)),
      nodeVersion: process.versions.node,
      now: () => Date.now(),
    },
  );
  reportChecks(await runChecks({ command, subject, probes: setupProbes, timeLimitSeconds }), options);
}

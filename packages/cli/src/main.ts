import { findClosestWord } from '@bloqr/compiler';
import { adminCommand } from './admin/admin-command.ts';
import { doctorCommand, preflightCommand, verifyCommand } from './checks/check-commands.ts';
import { clerkCommand } from './clerk/clerk-command.ts';
import { runClerk } from './clerk/run-clerk.ts';
import { CommandError } from './command-error.ts';
import { compileCommand } from './compile/compile-command.ts';
import { runCompile } from './compile/run-compile.ts';
import { diffCommand } from './diff/diff-command.ts';
import { runDiff } from './diff/run-diff.ts';
import { envCommand } from './env/env-command.ts';
import { exitCodes } from './exit-code.ts';
import { formatsCommand } from './formats/formats-command.ts';
import { runFormats } from './formats/run-formats.ts';
import { writeResult } from './io/standard-streams.ts';
import { logsCommand } from './logs/logs-command.ts';
import { provisionCommand } from './provision/provision-command.ts';
import { reportFailure } from './report-failure.ts';
import { formatRootHelp } from './root-help.ts';
import { runValidate } from './validate/run-validate.ts';
import { validateCommand } from './validate/validate-command.ts';
import { version } from './version.ts';
import { runWhy } from './why/run-why.ts';
import { whyCommand } from './why/why-command.ts';

const commands = [
  { definition: compileCommand, run: runCompile },
  { definition: whyCommand, run: runWhy },
  { definition: validateCommand, run: runValidate },
  { definition: diffCommand, run: runDiff },
  { definition: formatsCommand, run: runFormats },
  { definition: clerkCommand, run: runClerk },
  // Loaded when they are asked for: nothing of them is worth a millisecond of every start.
  {
    definition: envCommand,
    run: async (args: readonly string[]) => (await import('./env/run-env.ts')).runEnv(args),
  },
  {
    definition: provisionCommand,
    run: async (args: readonly string[]) => (await import('./provision/run-provision.ts')).runProvision(args),
  },
  {
    definition: logsCommand,
    run: async (args: readonly string[]) => (await import('./logs/run-logs.ts')).runLogs(args),
  },
  {
    definition: doctorCommand,
    run: async (args: readonly string[]) => (await import('./checks/run-setup-checks.ts')).runDoctor(args),
  },
  {
    definition: preflightCommand,
    run: async (args: readonly string[]) => (await import('./checks/run-setup-checks.ts')).runPreflight(args),
  },
  {
    definition: verifyCommand,
    run: async (args: readonly string[]) => (await import('./verify/run-verify.ts')).runVerify(args),
  },
  {
    definition: adminCommand,
    run: async (args: readonly string[]) => (await import('./admin/run-admin.ts')).runAdmin(args),
  },
];
const names = commands.map(({ definition }) => definition.name);

/**
 * The command line of bloqr: `args` are the words behind the name of the program. Resolves with the exit code and
 * never rejects; the caller is the one place that exits.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await run(args);
    return exitCodes.success.code;
  } catch (error) {
    return reportFailure(error, args.includes('--json'));
  }
}

async function run([first, ...rest]: readonly string[]): Promise<void> {
  if (first === undefined) throw usageFailure('A command is missing.');
  if (first === '--version') return writeResult(`${version}\n`);
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    return writeResult(formatRootHelp(commands.map(({ definition }) => definition)));
  }
  // HostlistCompiler's command has no commands below it, only options.
  if (first.startsWith('-')) return runCompile([first, ...rest]);
  const name = first === 'help' ? rest[0] : first;
  const command = commands.find(({ definition }) => definition.name === name);
  if (command !== undefined) return command.run(first === 'help' ? ['--help'] : rest);
  const nearest = findClosestWord(name ?? '', names);
  throw usageFailure(
    `There is no command ${name}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
  );
}

function usageFailure(message: string): CommandError {
  return new CommandError('usage', 'invalid-usage', message, { lines: ['See bloqr --help.'] });
}

import { styleText } from 'node:util';
import { CommandError } from './command-error.ts';
import { escapeControls } from './command-line/escape-controls.ts';
import { exitCodes } from './exit-code.ts';
import { isTalkSeen, say, writeResult } from './io/standard-streams.ts';

/** Says what went wrong, with `wantsReport` also as JSON on standard output, and answers the exit code for it. */
export function reportFailure(error: unknown, wantsReport: boolean): number {
  const failure = error instanceof CommandError ? error : describeFault(error);
  const { code: exitCode } = exitCodes[failure.reason];
  if (failure.reason === 'readerGone' || failure.isSilent) return exitCode;
  const name = isTalkSeen() ? styleText('red', 'bloqr:', { stream: process.stderr }) : 'bloqr:';
  const lines = [failure.message, ...failure.lines.map((line) => `  ${line}`)];
  say(`${name} ${escapeControls(lines.join('\n'), true)}\n`);
  if (wantsReport) writeReport(failure);
  return exitCode;
}

function writeReport({ code, message, report }: CommandError): void {
  try {
    writeResult(`${JSON.stringify({ error: { code, message, ...report } }, undefined, 2)}\n`);
  } catch {
    // The first failure is the one to tell.
  }
}

/** Something that nobody foresaw: the stack helps whoever mends it. */
function describeFault(error: unknown): CommandError {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new CommandError('failure', 'fault', 'This is a fault of the command; please report it:', {
    lines: stack.split('\n'),
  });
}

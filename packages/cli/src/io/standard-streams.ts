import { fstatSync } from 'node:fs';
import { CommandError } from '../command-error.ts';
import { writeFully } from './write-fully.ts';

const standardOutput = 1;
const standardError = 2;

/**
 * Gives a result: bytes or text for whoever called the command.
 *
 * @throws CommandError `readerGone` where nobody takes it, as in `bloqr … | head`
 */
export function writeResult(result: Uint8Array | string): void {
  try {
    writeFully(standardOutput, typeof result === 'string' ? Buffer.from(result) : result);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A reader that goes while bytes wait for it resets a socket instead of breaking a pipe.
    if (code === 'EPIPE' || code === 'ECONNRESET')
      throw new CommandError('readerGone', 'reader-gone', 'Nobody reads standard output.');
    throw new CommandError('failure', 'output-not-writable', `Standard output cannot be written (${code}).`);
  }
}

/** Says something to the person at the terminal. A standard error that takes nothing more is no reason to fail. */
export function say(text: string): void {
  try {
    writeFully(standardError, Buffer.from(text));
  } catch {
    // Nobody is there to be told.
  }
}

/** Whether a person sees standard error. Most runs are answered by the cheap first question. */
export function isTalkSeen(): boolean {
  try {
    return fstatSync(standardError).isCharacterDevice() && process.stderr.isTTY === true;
  } catch {
    return false;
  }
}

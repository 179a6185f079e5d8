import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from '../command-error.ts';
import { type DatedList, type ListFileOutcome, writeListFile } from '../io/list-file.ts';

/**
 * Finds out before the work whether its result can be kept.
 *
 * @throws CommandError where it cannot
 */
export function checkOutput(path: string): void {
  explainFailure(path, () => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error('it is a folder');
    if (found === undefined || found.isFile()) accessSync(dirname(path), constants.W_OK);
    else accessSync(path, constants.W_OK);
  });
}

/** @throws CommandError where the file cannot be written; it is as it was then */
export function writeOutput(path: string, list: DatedList, now: Date): ListFileOutcome {
  return explainFailure(path, () => writeListFile(path, list, now));
}

function explainFailure<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const reason = error instanceof Error ? (reasons[codeOf(error)] ?? error.message) : String(error);
    throw new CommandError('failure', 'output-not-writable', `${path} cannot be written: ${reason}.`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

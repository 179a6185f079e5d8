import { readFileSync } from 'node:fs';
import type { CommandError } from '../command-error.ts';

/**
 * The text of a file, or of standard input for `-`, without its byte order mark.
 *
 * @param fail makes the error where it cannot be read; `reason` is undefined where there is no such file
 */
export function readText(path: string, fail: (reason: string | undefined) => CommandError): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw fail(isMissing ? undefined : error instanceof Error ? error.message : String(error));
  }
}

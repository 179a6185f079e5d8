import { CompilerError, type CompilerErrorCode, type ErrorPlace } from '../errors.ts';
import { isUrlReference } from './source-location.ts';

const nameCharactersMax = 200;

/** Makes the error for one file that cannot be read; `detail` completes the sentence that starts with its name. */
export type SourceFailure = (code: CompilerErrorCode, detail: string, cause?: unknown) => CompilerError;

/** A {@link SourceFailure} for the file called `name`, asked for at `place`. */
export function createSourceFailure(name: string, place: ErrorPlace): SourceFailure {
  return (code, detail, cause) =>
    new CompilerError(code, `${describeSource(name)} ${detail}`, place, [], cause);
}

/**
 * A source's name as errors show it: of a URL only scheme, host and path, because tokens hide in the rest; no control
 * characters; at most 200 characters.
 */
export function describeSource(name: string): string {
  const shown = isUrlReference(name) ? withoutSecrets(name) : name;
  const printable = shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length > nameCharactersMax ? `${printable.slice(0, nameCharactersMax)}…` : printable;
}

function withoutSecrets(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname}`;
  }
  // Not a URL after all, so nobody knows where in it the user and password end: up to the last @.
  const path = text.replace(/[?#].*$/s, '');
  const slashes = path.indexOf('//');
  const at = path.lastIndexOf('@');
  return slashes !== -1 && at > slashes ? path.slice(0, slashes + 2) + path.slice(at + 1) : path;
}

/** What went wrong, in a few words: the platform's error code, or a message that shows no URL. */
export function summarizeCause(error: unknown): string {
  const code = codeOf(error) ?? (error instanceof Error ? codeOf(error.cause) : undefined);
  if (code !== undefined) return code;
  if (!(error instanceof Error) || error.message === '' || error.message.includes('//')) return 'no answer';
  return error.message.replace(/\p{Cc}/gu, ' ').slice(0, 100);
}

/** The `code` that Node puts on errors of the system, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^\w{1,40}$/.test(error.code) ? error.code : undefined;
}

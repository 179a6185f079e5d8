/** The entry after which a page begins, in a list that is ordered by a moment and an id. */
export interface PageCursor {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
  /** Letters, digits, `_` and `-`, at most 128. */
  readonly id: string;
}

const form = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([A-Za-z0-9_-]{1,128})$/;

/** Writes a cursor as callers get it; what is in it is not their business. */
export function writePageCursor({ at, id }: PageCursor): string {
  return btoa(`${at} ${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads a cursor that a caller sends; undefined where it is none of ours. */
export function readPageCursor(text: string): PageCursor | undefined {
  // No longer than the longest that is written.
  if (!/^[A-Za-z0-9_-]{1,204}$/.test(text) || text.length % 4 === 1) return undefined;
  const [, at, id] = form.exec(atob(text.replaceAll('-', '+').replaceAll('_', '/'))) ?? [];
  return at === undefined || id === undefined ? undefined : { at, id };
}

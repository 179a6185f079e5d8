/** Where the parts of a list's header stand, as byte offsets. */
export interface ListHeader {
  /** The date behind `! Last modified: `, always {@link dateBytes} long. */
  readonly date: string;
  readonly dateOffset: number;
  /** Just behind the last character of the header; the line end that follows belongs to the rules. */
  readonly endOffset: number;
}

/** Length of a date such as `2026-01-31T12:00:00.000Z`. */
export const dateBytes = 24;

const datePattern = /^! Last modified: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/m;
const endPattern = /^! Compiled by [^\n]*\n!(?=\n|$)/m;

/** Finds the header at the start of a list; undefined where it has none of the usual form. */
export function findListHeader(start: Uint8Array): ListHeader | undefined {
  // Latin-1 keeps one character a byte, so that indexes are offsets.
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString('latin1');
  const date = datePattern.exec(text);
  const end = endPattern.exec(text);
  if (date?.[1] === undefined || end === null || date.index > end.index) return undefined;
  return {
    date: date[1],
    dateOffset: date.index + '! Last modified: '.length,
    endOffset: end.index + end[0].length,
  };
}

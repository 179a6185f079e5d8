import { lastModifiedPrefix } from '@bloqr/compiler';

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

const dateLabel = `\n${lastModifiedPrefix}`;
const endLabel = '\n! Compiled by ';
const datePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const lineEnd = 10;
const exclamationMark = 33;

/** Finds the header at the start of a list; undefined where it has none of the usual form. */
export function findListHeader(start: Uint8Array): ListHeader | undefined {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const dateLine = bytes.indexOf(dateLabel, 0, 'latin1');
  const lastLabel = bytes.indexOf(endLabel, dateLine + dateLabel.length, 'latin1');
  if (dateLine === -1 || lastLabel === -1) return undefined;
  const dateOffset = dateLine + dateLabel.length;
  const dateEnd = bytes.indexOf(lineEnd, dateOffset);
  const date = bytes.toString('latin1', dateOffset, dateEnd);
  const lastLine = bytes.indexOf(lineEnd, lastLabel + 1) + 1;
  const isClosed = bytes[lastLine] === exclamationMark && (bytes[lastLine + 1] ?? lineEnd) === lineEnd;
  if (!datePattern.test(date) || lastLine === 0 || !isClosed) return undefined;
  return { date, dateOffset, endOffset: lastLine + 1 };
}

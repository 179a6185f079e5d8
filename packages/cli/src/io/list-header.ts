import { type CommentMark, compiledByLabel, lastModifiedLabel } from '@bloqr/compiler';

/** Where the parts of a list's header stand, as byte offsets. */
export interface ListHeader {
  /** The date behind `Last modified: `, always {@link dateBytes} long. */
  readonly date: string;
  /** Just behind the last character of the header; the line end that follows belongs to the rules. */
  readonly endOffset: number;
}

/** Length of a date such as `2026-01-31T12:00:00.000Z`. */
const dateBytes = 24;

const marks: readonly CommentMark[] = ['!', '#', ';'];
const datePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const lineEnd = 10;

/**
 * Finds the header at the start of a list; undefined where it has none of the usual form. It begins with a line of
 * nothing but a comment mark and ends with the first such line behind the name of the generator.
 */
export function findListHeader(start: Uint8Array): ListHeader | undefined {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const mark = marks.find((one) => bytes[0] === one.charCodeAt(0));
  if (mark === undefined) return undefined;
  const dateLabel = `\n${mark}${lastModifiedLabel}`;
  const dateLine = bytes.indexOf(dateLabel, 0, 'latin1');
  const lastLabel = bytes.indexOf(`\n${mark}${compiledByLabel}`, dateLine + dateLabel.length, 'latin1');
  if (dateLine === -1 || lastLabel === -1) return undefined;
  const dateOffset = dateLine + dateLabel.length;
  const date = bytes.toString('latin1', dateOffset, bytes.indexOf(lineEnd, dateOffset));
  const end = findLoneMark(bytes, mark, lastLabel + 1);
  return datePattern.test(date) && date.length === dateBytes && end !== -1
    ? { date, endOffset: end }
    : undefined;
}

/**
 * The offset behind the first line from `from` on that is nothing but the mark. Lines of
 * the format may precede it, of which adblock lists have none.
 */
function findLoneMark(bytes: Buffer, mark: CommentMark, from: number): number {
  for (let at = bytes.indexOf(lineEnd, from) + 1; at > 0; at = bytes.indexOf(lineEnd, at) + 1) {
    const isComment = bytes[at] === mark.charCodeAt(0);
    if (isComment) return (bytes[at + 1] ?? lineEnd) === lineEnd ? at + 1 : -1;
    if (mark === '!') return -1;
  }
  return -1;
}

/**
 * Classes of bytes. The classes of all bytes of a line, or-ed together while the line end is looked for, tell
 * most of what the compiler asks of a line without a second look at it.
 */
export const ByteClass = {
  lower: 1 << 0,
  upper: 1 << 1,
  digit: 1 << 2,
  dot: 1 << 3,
  hyphen: 1 << 4,
  underscore: 1 << 5,
  /** Space and tab: what TrimLines trims. */
  blank: 1 << 6,
  /** Vertical tab and form feed: white space to JavaScript, but not to TrimLines. */
  otherSpace: 1 << 7,
  nonAscii: 1 << 8,
  dollar: 1 << 9,
  star: 1 << 10,
  caret: 1 << 11,
  pipe: 1 << 12,
  hash: 1 << 13,
  slash: 1 << 14,
  at: 1 << 15,
  colon: 1 << 16,
  /** Everything else of ASCII: other punctuation and control characters. */
  other: 1 << 17,
  /** CR and LF. Never part of a line. */
  lineEnd: 1 << 18,
} as const;

/** The class of each byte. */
export const classOfByte: Int32Array = buildTable();

function buildTable(): Int32Array {
  const table = new Int32Array(256).fill(ByteClass.other, 0, 128).fill(ByteClass.nonAscii, 128);
  table.fill(ByteClass.lower, 0x61, 0x7b).fill(ByteClass.upper, 0x41, 0x5b).fill(ByteClass.digit, 0x30, 0x3a);
  const single: readonly [string, number][] = [
    ['.', ByteClass.dot],
    ['-', ByteClass.hyphen],
    ['_', ByteClass.underscore],
    [' ', ByteClass.blank],
    ['\t', ByteClass.blank],
    ['\v', ByteClass.otherSpace],
    ['\f', ByteClass.otherSpace],
    ['$', ByteClass.dollar],
    ['*', ByteClass.star],
    ['^', ByteClass.caret],
    ['|', ByteClass.pipe],
    ['#', ByteClass.hash],
    ['/', ByteClass.slash],
    ['@', ByteClass.at],
    [':', ByteClass.colon],
    ['\r', ByteClass.lineEnd],
    ['\n', ByteClass.lineEnd],
  ];
  for (const [character, byteClass] of single) table[character.charCodeAt(0)] = byteClass;
  return table;
}

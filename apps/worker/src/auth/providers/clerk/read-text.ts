// The control characters, NUL among them: C0, DEL and C1.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/g;
const emailMax = 320;
const urlMax = 2048;

/**
 * A text that somebody chose, fit to be kept: without control characters, halves of surrogate pairs replaced, cut after
 * `max` characters. Null where nothing is left.
 */
export function readText(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replace(controls, '').toWellFormed().trim();
  // A character is up to two units; so that a huge text is not taken apart as a whole.
  const cut = [...text.slice(0, 2 * max)].slice(0, max).join('').toWellFormed().trim();
  return cut === '' ? null : cut;
}

/** An e-mail address, or null: part of one would be another one. */
export function readEmail(value: unknown): string | null {
  const isEmail =
    typeof value === 'string' &&
    value.length <= emailMax &&
    value.isWellFormed() &&
    value.search(controls) === -1 &&
    /^[^\s@]+@[^\s@]+$/.test(value);
  return isEmail ? value : null;
}

/** An address of an image that a page may show, or null. */
export function readImageUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > urlMax || !value.startsWith('https://')) return null;
  // With what is to be escaped escaped.
  const url = URL.parse(value)?.href;
  return url !== undefined && url.length <= urlMax ? url : null;
}

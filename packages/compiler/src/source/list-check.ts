const bytesLookedAt = 1024;
const byteOrderMark = [0xef, 0xbb, 0xbf];
const pageStarts = ['<!doctype html', '<html'];
const LESS = 0x3c;
const BRACE = 0x7b;
const BRACKET = 0x5b;

const magicNumbers: readonly { readonly what: string; readonly bytes: readonly number[] }[] = [
  { what: 'a gzip file', bytes: [0x1f, 0x8b] },
  { what: 'a Zstandard file', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { what: 'a zip file', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { what: 'a PDF file', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/**
 * Watches the first KiB of a file for what cannot be a filter list: a web page (an error page, a login page), JSON, an
 * archive or document, or binary data (a NUL byte; UTF-16 text has them, too).
 */
export class ListCheck {
  private readonly head = new Uint8Array(bytesLookedAt);
  private length = 0;

  /** Takes the next chunk; answers what the file is, once it is known not to be a list. */
  accept(chunk: Uint8Array): string | undefined {
    if (this.length === bytesLookedAt || chunk.length === 0) return undefined;
    const piece = chunk.subarray(0, bytesLookedAt - this.length);
    this.head.set(piece, this.length);
    this.length += piece.length;
    const head = this.head.subarray(0, this.length);
    for (const { what, bytes } of magicNumbers) if (startsWith(head, bytes)) return what;
    if (head.includes(0)) return 'binary data';
    let at = startsWith(head, byteOrderMark) ? byteOrderMark.length : 0;
    while (at < head.length && isSpace(head[at] as number)) at++;
    const first = head[at];
    if (first === LESS && isWebPage(String.fromCharCode(...head.subarray(at)))) return 'a web page';
    const mayBeJson = first === BRACE || first === BRACKET;
    return mayBeJson && isJson(String.fromCharCode(...head.subarray(at))) ? 'a JSON document' : undefined;
  }
}

/** An XML declaration and comments may stand before the page. */
function isWebPage(text: string): boolean {
  let rest = text;
  for (;;) {
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?xml') ? '?>' : undefined;
    if (end === undefined) break;
    const at = rest.indexOf(end);
    if (at === -1) return false;
    rest = rest.slice(at + end.length).trimStart();
  }
  const start = rest.slice(0, 20).toLowerCase();
  return pageStarts.some((page) => start.startsWith(page));
}

/** An object, or an array of objects or strings: the answer of a service, or a configuration. */
function isJson(text: string): boolean {
  return /^(?:\{\s*["}]|\[\s*[{"])/.test(text);
}

/** White space of HTML. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

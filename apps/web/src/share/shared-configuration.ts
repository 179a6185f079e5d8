import { type Draft, emptyDraft } from '../draft/draft.ts';
import { fieldsOf, listOf, parseJson, textOf } from '../lib/read-fields.ts';
import { classifyLine } from '../sources/classify-line.ts';
import { isTransformationName } from '../transformations/transformation-catalogue.data.ts';

/** What a link carries: a draft without its files, which would be too much for an address. */
export type SharedConfiguration = Omit<Draft, 'files'>;

/** A fragment that was made, or why there is none. */
export type MadeLink =
  | {
      readonly kind: 'made';
      /** With `#` in front. */
      readonly fragment: string;
      /** Addresses with a password or a token in them, which are not passed on. */
      readonly secretCount: number;
    }
  | { readonly kind: 'too-long' };

/** What a fragment holds. */
export type ReadLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'configuration'; readonly configuration: SharedConfiguration }
  | { readonly kind: 'refused' };

/** The first version of what follows. Links live long: another form gets another prefix. */
const prefix = 'c1=';

/** Characters of a fragment. Programs for messages cut off addresses that are longer than some 8,000. */
const fragmentLengthMax = 8000;

/** Bytes of what a fragment unpacks to, so that a small one cannot fill the memory. */
const unpackedBytesMax = 200_000;

const nameLengthMax = 200;

/** Packs a draft into a fragment. A fragment is not sent to any server by following a link. */
export async function makeLink({
  name,
  text,
  leavesOutFailing,
  target,
  transformations,
  place,
}: Draft): Promise<MadeLink> {
  const lines = text.split('\n');
  const open = lines.filter((line) => !hasSecret(line));
  const shared: SharedConfiguration = {
    name: name.slice(0, nameLengthMax),
    text: open.join('\n'),
    leavesOutFailing,
    target,
    transformations,
    place,
  };
  const json = new TextEncoder().encode(JSON.stringify(shared));
  if (json.length > unpackedBytesMax) return { kind: 'too-long' };
  const packed = await pipe(json, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  const fragment = `#${prefix}${toBase64Url(packed)}`;
  if (fragment.length > fragmentLengthMax) return { kind: 'too-long' };
  return { kind: 'made', fragment, secretCount: lines.length - open.length };
}

/** Unpacks a fragment, with or without its `#`. Whatever it holds becomes a draft that could have been typed, or nothing. */
export async function readLink(fragment: string): Promise<ReadLink> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(prefix)) return { kind: 'none' };
  const packed = text.length <= fragmentLengthMax ? fromBase64Url(text.slice(prefix.length)) : undefined;
  if (packed === undefined) return { kind: 'refused' };
  try {
    const json = await pipe(packed, new DecompressionStream('deflate-raw'), unpackedBytesMax);
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(json));
    return value === undefined
      ? { kind: 'refused' }
      : { kind: 'configuration', configuration: readConfiguration(value) };
  } catch {
    return { kind: 'refused' };
  }
}

function readConfiguration(value: unknown): SharedConfiguration {
  const { name, text, leavesOutFailing, target, transformations, place } = fieldsOf(value);
  const software = textOf(target);
  return {
    name:
      textOf(name)
        .replaceAll(/\p{Cc}/gu, ' ')
        .slice(0, nameLengthMax) || emptyDraft.name,
    text: textOf(text),
    leavesOutFailing: leavesOutFailing === true,
    target: /^[a-z0-9-]{1,40}$/.test(software) ? software : emptyDraft.target,
    transformations: Array.isArray(transformations)
      ? [...new Set(listOf(transformations).filter((entry) => isTransformationName(entry)))]
      : emptyDraft.transformations,
    place: place === 'browser' ? 'browser' : 'service',
  };
}

/** Whether a line is an address that lets in whoever has it. */
function hasSecret(line: string): boolean {
  const { kind, text } = classifyLine(line);
  if (kind !== 'address' || !URL.canParse(text)) return false;
  const { username, password, searchParams } = new URL(text);
  const isSecret = /token|secret|passw|auth|signature|api_?-?key|^(?:key|sig|pw|jwt)$/i;
  return username !== '' || password !== '' || [...searchParams.keys()].some((name) => isSecret.test(name));
}

/** @throws RangeError where more than `bytesMax` come out */
async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > bytesMax) {
      reader.cancel().catch(() => undefined);
      throw new RangeError('unpacks to more than a configuration has');
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}

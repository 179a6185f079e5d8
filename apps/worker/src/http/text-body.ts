import type { z } from 'zod';
import { readBody } from './body-limit.ts';
import { type ParsedBody, readJsonBody } from './json-body.ts';

/** Reads a body that is plain text in UTF-8, or JSON of this form; the text stands for `{ text }`. */
export async function readTextOrJsonBody<Body>(
  request: Request,
  schema: z.ZodType<Body>,
  bytesMax: number,
): Promise<ParsedBody<Body>> {
  const [type = '', ...parameters] = (request.headers.get('Content-Type') ?? '').toLowerCase().split(';');
  const encoding = request.headers.get('Content-Encoding')?.trim().toLowerCase() ?? '';
  const isUtf8 = parameters.every(
    (one) => !/^\s*charset=/.test(one) || /^\s*charset="?utf-?8"?\s*$/.test(one),
  );
  const isText = type.trim() === 'text/plain' && isUtf8 && (encoding === '' || encoding === 'identity');
  if (!isText) return readJsonBody(request, schema, bytesMax);

  const read = await readBody(request, bytesMax);
  if (read.kind === 'text') {
    const parsed = schema.safeParse({ text: read.text });
    if (parsed.success) return { ok: true, value: parsed.data };
  }
  if (read.kind === 'too-large') {
    const detail = `The body has more than ${bytesMax} bytes.`;
    const limit = { name: 'bodyBytesMax', max: bytesMax } as const;
    return { ok: false, report: { code: 'payload-too-large', detail, limit } };
  }
  const detail = read.kind === 'broken-off' ? 'The text breaks off.' : 'The text is not UTF-8.';
  return { ok: false, report: { code: 'invalid-request', detail } };
}

import type { z } from 'zod';
import type { ProblemReport } from '../lib/problem-report.ts';
import { readBody } from './body-limit.ts';
import { listSchemaFaults } from './schema-faults.ts';

/** A parsed body, or what is wrong with it. */
export type ParsedBody<Body> =
  | { readonly ok: true; readonly value: Body }
  | { readonly ok: false; readonly report: ProblemReport };

/** A body that is JSON, as it was written and as what it means. */
export type JsonText =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly report: ProblemReport };

/** Reads a body as JSON of this form: type of media first, then size, then syntax, then form. */
export async function readJsonBody<Body>(
  request: Request,
  schema: z.ZodType<Body>,
  bytesMax: number,
): Promise<ParsedBody<Body>> {
  const json = await readJsonText(request, bytesMax);
  if (!json.ok) return json;
  const result = schema.safeParse(json.value);
  if (result.success) return { ok: true, value: result.data };
  const errors = listSchemaFaults(result.error);
  return refuse({ code: 'invalid-request', detail: 'Parts of the body are not as they should be.', errors });
}

/** Reads a body as JSON of any form: type of media first, then size, then syntax. */
export async function readJsonText(request: Request, bytesMax: number): Promise<JsonText> {
  const mediaFault = findMediaFault(request.headers);
  if (mediaFault !== undefined) return refuse({ code: 'unsupported-media-type', detail: mediaFault });

  const read = await readBody(request, bytesMax);
  if (read.kind === 'too-large') {
    const detail = `The body has more than ${bytesMax} bytes.`;
    return refuse({ code: 'payload-too-large', detail, limit: { name: 'bodyBytesMax', max: bytesMax } });
  }
  if (read.kind === 'broken-off') return refuse({ code: 'malformed-json', detail: 'The body breaks off.' });
  if (read.kind === 'not-utf-8') return refuse({ code: 'malformed-json', detail: 'The body is not UTF-8.' });

  const json = parseJson(read.text);
  return json.ok ? { ...json, text: read.text } : json;
}

function refuse(report: ProblemReport): { readonly ok: false; readonly report: ProblemReport } {
  return { ok: false, report };
}

function findMediaFault(headers: Headers): string | undefined {
  const encoding = headers.get('Content-Encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') return 'The body must be sent without Content-Encoding.';
  const [type = '', ...parameters] = (headers.get('Content-Type') ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') return 'The body must be sent as application/json.';
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  return isUtf8 ? undefined : 'JSON must be sent as UTF-8.';
}

function parseJson(text: string): ParsedBody<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const offset = /at position (\d+)/.exec(String(error))?.[1];
    const detail =
      offset === undefined
        ? describeEnd(text)
        : `The JSON breaks off at ${describePlace(text, Number(offset))}.`;
    return refuse({ code: 'malformed-json', detail });
  }
}

function describeEnd(text: string): string {
  return text.trim() === '' ? 'The body is empty.' : 'The body is not JSON, or ends too early.';
}

function describePlace(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

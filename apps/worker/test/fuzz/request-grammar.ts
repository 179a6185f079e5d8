import fc from 'fast-check';
import { configurationBodies } from './configuration-grammar.ts';

/** A request as the fuzzer makes it. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** Spellings of a path that all, or none, have to lead to the same route. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.replaceAll('/', '//'),
  (path) => path.toUpperCase(),
  (path) => path.replace('c', '%63'),
  (path) => path.replace('/api', '/%61pi'),
  (path) => path.replace('/api/', '/api%2f'),
  (path) => path.replace('/api/', '/api/./'),
  (path) => path.replace('/api/', '/api/x/../'),
  (path) => path.replace('/api/', '/api/%2e%2e/api/'),
  (path) => `${path};x=1`,
  (path) => `${path}%00`,
  (path) => `${path}%ff`,
  (path) => `${path}.json`,
  (path) => `${path}\\`,
  (path) => `${path}/__proto__`,
];

const queries = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `?${encodeURIComponent(text)}`),
  fc.constantFrom('?__proto__[x]=1', '?a=1&a=2', '?%', '?token=secret', `?${'a=1&'.repeat(2000)}`),
);

const contentTypes = fc.oneof(
  { weight: 30, arbitrary: fc.constant<string | undefined>('application/json') },
  fc.constantFrom(
    undefined,
    'text/plain',
    'text/plain; charset=utf-16',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/jsonp',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    ';',
    'application/json;;;',
  ),
);

const headerValues = fc.string({ unit: fc.constantFrom(...'aA0 ,;="/*-_.~!#'), maxLength: 40 });

const extraHeaders = fc.dictionary(
  fc.constantFrom(
    'Accept',
    'Accept-Encoding',
    'Authorization',
    'CF-Connecting-IP',
    'Content-Encoding',
    'Cookie',
    'If-None-Match',
    'If-Modified-Since',
    'Origin',
    'Range',
    'X-Forwarded-For',
    'X-HTTP-Method-Override',
    'X-Request-Id',
    'Access-Control-Request-Method',
  ),
  fc.oneof(
    headerValues,
    fc.constantFrom(
      'text/plain',
      '*/*',
      'text/plain;q=0.5, application/json',
      'gzip',
      'null',
      '*',
      '"x"',
      '::1',
    ),
    fc.constant('x'.repeat(5000)),
  ),
  { maxKeys: 3 },
);

const bodies = fc.oneof(
  { weight: 12, arbitrary: configurationBodies },
  { weight: 3, arbitrary: fc.json({ maxDepth: 5 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 30 })
      .map((lines) => JSON.stringify({ text: lines.join('\n') })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{}',
      'null',
      `${'['.repeat(2000)}${']'.repeat(2000)}`,
      '{"__proto__":{"configuration":{}}}',
      '{"configuration":{"name":1e400}}',
      `{"configuration":{"name":"x","sources":[${'{"source":"x"},'.repeat(500)}{"source":"x"}]}}`,
      '\ufeff{}',
    ),
  },
);

/** Requests for these paths, and for none: spelled, asked and filled in every way. */
export function requestsFor(paths: readonly string[]): fc.Arbitrary<FuzzedRequest> {
  const path = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(
        fc.constantFrom(...paths),
        fc.constant((one: string) => one),
      ),
    },
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...spellings)) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.webPath(),
        fc.constant((one: string) => `/api${one}`),
      ),
    },
  );
  const method = fc.oneof(
    { weight: 14, arbitrary: fc.constant('POST') },
    { weight: 3, arbitrary: fc.constant('GET') },
    fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'post'),
  );
  return fc
    .record({ method, path, query: queries, contentType: contentTypes, extra: extraHeaders, body: bodies })
    .map(({ method, path: [plain, spell], query, contentType, extra, body }) => ({
      method,
      path: spell(plain) + query,
      headers: { ...extra, ...(contentType !== undefined && { 'Content-Type': contentType }) },
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
    }));
}

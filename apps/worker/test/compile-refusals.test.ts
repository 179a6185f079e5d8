import { env } from 'cloudflare:workers';
import { compileLimits, type ProblemCode, tierLimits } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { callApi, createTestApp, expectProblem, origin, postCompile } from './harness.ts';

const at = (path: string): string => `http://${env.SOURCE_HOST}${path}`;

const compileSources = (...sources: string[]): Promise<Response> =>
  postCompile({ configuration: { name: 'Refused', sources: sources.map((source) => ({ source })) } });

describe('a source that may not be read gives 422 source-refused', () => {
  const port = env.SOURCE_HOST.split(':')[1];
  const sources = [
    // Loopback in many spellings, all on a port that would be allowed.
    'http://localhost/',
    'http://LOCALHOST:8080/',
    'http://localhost.:8080/',
    'http://a.localhost/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://0.0.0.0/',
    'http://0/',
    // The source server itself, spelled otherwise than the allow-list says.
    `http://localhost:${port}/a.txt`,
    `http://[::ffff:127.0.0.1]:${port}/a.txt`,
    // Private, link-local, shared, reserved.
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    // Names that lead inside.
    'http://router/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://box.home.arpa/',
    // Other schemes, ports, users.
    'ftp://example.org/list.txt',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data://text/plain,||a.org^',
    'http://example.org:22/',
    'http://example.org:6379/',
    'http://user:pass@example.org/',
    `http://example.org/${'x'.repeat(3000)}`,
    // Ourselves.
    `${origin}/api/compile`,
    'https://bloqr-backend.example.workers.dev/api/compile',
    // Files.
    '/etc/passwd',
    '../secret.txt',
    'list.txt',
    '-',
  ];

  it.each(sources)('%s', async (source) => {
    const problem = await expectProblem(await compileSources(at('/a.txt'), source), 'source-refused');
    expect(problem.errors?.[0]?.pointer).toBe('/configuration/sources/1/source');
  });

  it('with advice where it is no URL', async () => {
    const problem = await expectProblem(await compileSources('list.txt'), 'source-refused');
    expect(problem.errors?.[0]?.fix).toMatch(/preFetchedContent/);
  });

  it.each(['/to-private.txt', '/to-metadata.txt', '/to-file.txt'])(
    'by way of a redirect: %s',
    async (path) => {
      await expectProblem(await compileSources(at(path)), 'source-refused');
    },
  );

  it('where it is a list of exclusions', async () => {
    const response = await postCompile({
      configuration: {
        name: 'x',
        sources: [{ source: at('/a.txt') }],
        exclusions_sources: ['http://127.0.0.1/x.txt'],
      },
    });
    const problem = await expectProblem(response, 'source-refused');
    expect(problem.errors?.[0]?.pointer).toBe('/configuration/exclusions_sources/0');
  });

  it('in production also on the host that is allowed elsewhere', async () => {
    const { call } = createTestApp({
      ...env,
      ENVIRONMENT: 'production',
      CLERK_JWKS_URL: 'https://clerk.example.org/.well-known/jwks.json',
      SOURCE_HOST_ALLOWLIST: '',
    });
    const response = await call('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ configuration: { name: 'x', sources: [{ source: at('/a.txt') }] } }),
    });
    await expectProblem(response, 'source-refused');
  });
});

describe('a source that fails', () => {
  it.each([
    { path: '/page.html', code: 'source-not-a-list' },
    { path: '/broken', code: 'source-unreachable' },
    { path: '/around.txt', code: 'source-unreachable' },
    { path: '/cut.txt', code: 'source-unreachable' },
    { path: '/large.txt', code: 'source-too-large' },
    { path: '/bomb.txt', code: 'source-too-large' },
    { path: '/broken-if.txt', code: 'directive-invalid' },
    { path: '/foreign-include.txt', code: 'include-refused' },
    { path: '/self.txt', code: 'include-limit' },
  ] satisfies { path: string; code: ProblemCode }[])('$path gives $code', async ({ path, code }) => {
    const problem = await expectProblem(await compileSources(at(path)), code);
    expect(problem.errors?.[0]?.pointer).toBe('/configuration/sources/0/source');
    expect(problem.errors?.[0]?.source).toContain(path);
  });

  it('does not exist gives 502', async () => {
    expect((await compileSources(at('/nothing-there.txt'))).status).toBe(502);
  });
});

describe('a compile beyond the tier gives 403 and names the limit', () => {
  const { sourcesMax, inputBytesMax } = tierLimits.anonymous;

  it('with too many sources', async () => {
    const sources = Array.from({ length: sourcesMax + 1 }, () => at('/a.txt'));
    const problem = await expectProblem(await compileSources(...sources), 'tier-limit-exceeded');
    expect(problem.limit).toEqual({
      name: 'sourcesMax',
      tier: 'anonymous',
      max: sourcesMax,
      actual: sourcesMax + 1,
    });
  });

  it('with too many sources, those of exclusions counted', async () => {
    const response = await postCompile({
      configuration: {
        name: 'x',
        sources: [{ source: at('/a.txt'), inclusions_sources: Array(sourcesMax).fill(at('/b.txt')) }],
      },
    });
    expect((await expectProblem(response, 'tier-limit-exceeded')).limit?.actual).toBe(sourcesMax + 1);
  });

  it('with as many sources as may be, it is compiled', async () => {
    expect((await compileSources(...Array(sourcesMax).fill(at('/b.txt')))).status).toBe(200);
  });

  it('with too much pre-fetched content, used or not', async () => {
    const response = await postCompile({
      configuration: { name: 'x', sources: [{ source: 'a' }] },
      preFetchedContent: { a: '||a.org^', b: 'x'.repeat(inputBytesMax) },
    });
    const { limit } = await expectProblem(response, 'tier-limit-exceeded');
    expect(limit).toMatchObject({ name: 'inputBytesMax', max: inputBytesMax, actual: inputBytesMax + 8 });
  });

  it('with a source that is too large', async () => {
    const { limit } = await expectProblem(await compileSources(at('/large.txt')), 'source-too-large');
    expect(limit).toEqual({ name: 'inputBytesMax', tier: 'anonymous', max: inputBytesMax });
  });

  it('with sources and pre-fetched content that are too large together', async () => {
    const response = await postCompile({
      configuration: { name: 'x', sources: [{ source: 'a' }, { source: at('/half.txt') }] },
      preFetchedContent: { a: '||a.example.org^\n'.repeat(400_000) },
    });
    expect((await expectProblem(response, 'source-too-large')).limit?.max).toBe(inputBytesMax);
  });
});

describe('a configuration that is not valid gives 422 with each place', () => {
  const sources = [{ source: 'a' }];

  it.each([
    { name: 'an empty one', configuration: {}, pointers: ['/configuration/name', '/configuration/sources'] },
    { name: 'no sources', configuration: { name: 'x', sources: [] }, pointers: ['/configuration/sources'] },
    {
      name: 'an unknown transformation',
      configuration: { name: 'x', sources, transformations: ['Compres'] },
      pointers: ['/configuration/transformations/0'],
    },
    {
      name: 'a look-ahead',
      configuration: { name: 'x', sources, exclusions: ['ok', '/(?=a)b/'] },
      pointers: ['/configuration/exclusions/1'],
    },
    {
      name: 'a back-reference at a source',
      configuration: { name: 'x', sources: [{ source: 'a', inclusions: ['/(a)\\1/'] }] },
      pointers: ['/configuration/sources/0/inclusions/0'],
    },
    {
      name: 'a filter that is too long',
      configuration: { name: 'x', sources, exclusions: ['x'.repeat(compileLimits.filterLengthMax + 1)] },
      pointers: ['/configuration/exclusions/0'],
    },
    {
      name: 'too many filters',
      configuration: { name: 'x', sources, exclusions: Array(compileLimits.filtersMax + 1).fill('x') },
      pointers: ['/configuration'],
    },
  ])('$name', async ({ configuration, pointers }) => {
    const response = await postCompile({ configuration, preFetchedContent: { a: '||a.org^' } });
    const problem = await expectProblem(response, 'invalid-configuration');
    expect(problem.errors?.map((error) => error.pointer).toSorted()).toEqual(pointers);
  });
});

it('a regular expression that would run for ever elsewhere is answered at once', async () => {
  const response = await postCompile({
    configuration: { name: 'x', sources: [{ source: 'a' }], exclusions: ['/^(a+)+$/'] },
    preFetchedContent: { a: `${'a'.repeat(5000)}!\n`.repeat(20) },
  });
  expect(response.status).toBe(200);
  expect((await callApi('/api/version')).status).toBe(200);
});

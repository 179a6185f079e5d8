import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { compileResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { createTestApp, postCompile } from './harness.ts';
import { createScriptedProvider } from './scripted-provider.ts';

const source = (path: string) => ({ source: `http://${env.SOURCE_HOST}${path}` });

const twoSources = {
  name: 'Two',
  sources: [source('/a.txt'), source('/b.txt')],
  transformations: ['RemoveComments', 'Compress', 'Deduplicate'],
};

const rulesOfTwo = '||ads.example.org^\n||tracker.example.net^\n||other.example.com^';

/** What stands below the header, which ends with the second lone `!`, the name of the compiler and a third one. */
function splitList(list: string): { header: string; rules: string } {
  const end = /\n! Compiled by [^\n]*\n!\n/.exec(list);
  if (end === null) throw new Error(`no header in ${list}`);
  const at = end.index + end[0].length;
  return { header: list.slice(0, at), rules: list.slice(at) };
}

const digestOf = (rules: string): string => `sha256:${createHash('sha256').update(rules).digest('hex')}`;

describe('POST /api/compile', () => {
  it('streams the list to who asks for text', async () => {
    const response = await postCompile({ configuration: twoSources }, { Accept: 'text/plain' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'bloqr-rule-count': '3',
      'bloqr-digest': digestOf(rulesOfTwo),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      vary: 'Accept, Origin',
    });
    const { header, rules } = splitList(await response.text());
    expect(rules).toBe(rulesOfTwo);
    expect(header).toMatch(/^!\n! Title: Two\n! Last modified: \d{4}-.*Z\n!\n! Compiled by /);
  });

  it('answers JSON to everybody else, of the form that the contract says', async () => {
    const response = await postCompile({ configuration: twoSources, format: 'adblock' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    const body = compileResponseSchema.parse(await response.json());
    expect(splitList(body.list).rules).toBe(rulesOfTwo);
    expect(body).toMatchObject({ ruleCount: 3, digest: digestOf(rulesOfTwo), diagnosticsDropped: 0 });
    expect(body.statistics.sources.map(({ source: name }) => name)).toEqual(
      twoSources.sources.map(({ source: name }) => name),
    );
    expect(response.headers.get('Bloqr-Rule-Count')).toBe('3');
    expect(response.headers.get('Bloqr-Digest')).toBe(body.digest);
  });

  it('gives the same list as text and as JSON, also beyond one chunk and beyond ASCII', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `example.org##.wörb-\u{1F600}-"${index}"\\\t`);
    const body = {
      configuration: { name: 'Größe "1"', sources: [{ source: 'mine' }] },
      preFetchedContent: { mine: lines.join('\n') },
    };
    const [text, json] = await Promise.all([postCompile(body, { Accept: 'text/plain' }), postCompile(body)]);
    const { list, digest } = compileResponseSchema.parse(await json.json());
    const { rules } = splitList(list);
    expect(splitList(await text.text()).rules).toBe(rules);
    expect(rules.split('\n').slice(-lines.length).join('\n').trim()).toBe(lines.join('\n').trim());
    expect(digest).toBe(digestOf(rules));
    expect(text.headers.get('Bloqr-Digest')).toBe(digest);
  });

  it('follows redirects and includes', async () => {
    const configuration = { name: 'Far', sources: [source('/moved.txt'), source('/includes.txt')] };
    const response = await postCompile({ configuration }, { Accept: 'text/plain' });
    const { rules } = splitList(await response.text());
    expect(rules).toContain('||tracker.example.net^');
    expect(rules).toContain('||head.example.org^\n||tail.example.org^');
  });

  it('compiles pasted rules without a network', async () => {
    const response = await postCompile(
      {
        configuration: { name: 'Mine', sources: [{ source: 'my rules' }], transformations: ['Deduplicate'] },
        preFetchedContent: { 'my rules': '||a.example.org^\n||a.example.org^\n', unused: 'x' },
      },
      { Accept: 'text/plain' },
    );
    expect(response.headers.get('Bloqr-Rule-Count')).toBe('1');
  });

  it('takes pre-fetched content instead of fetching', async () => {
    const { source: name } = source('/nothing-there.txt');
    const response = await postCompile({
      configuration: { name: 'Held', sources: [{ source: name }] },
      preFetchedContent: { [name]: '||held.example.org^' },
    });
    expect(compileResponseSchema.parse(await response.json()).list).toContain('||held.example.org^');
  });

  it('sends no credentials or cookies of the caller to a source', async () => {
    const providers = [createScriptedProvider({ canary: { claimedTier: 'free' } })];
    const response = await createTestApp(env, { providers }).call('/api/compile', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer canary',
        Cookie: '__session=canary',
      },
      body: JSON.stringify({ configuration: { name: 'Echo', sources: [source('/headers.txt')] } }),
    });
    const { list } = compileResponseSchema.parse(await response.json());
    expect(list).toContain('user-agent');
    expect(list).not.toContain('canary');
    expect(list).not.toMatch(/authorization|cookie/);
  });
});

describe('the ETag of an answer', () => {
  const body = (text: string, name = 'Tagged') => ({
    configuration: { name, sources: [{ source: 'mine' }], transformations: ['Validate'] },
    preFetchedContent: { mine: text },
  });
  const tagOf = async (request: unknown, headers: Record<string, string> = {}): Promise<string> => {
    const response = await postCompile(request, headers);
    await response.body?.cancel();
    expect(response.status).toBe(200);
    return response.headers.get('ETag') ?? '';
  };
  const rules = '||tagged.example.org^\n';

  it.each([{ Accept: 'text/plain' }, { Accept: 'application/json' }])(
    'sent back gives 304 without a body: $Accept',
    async (accept) => {
      const tag = await tagOf(body(rules), accept);
      expect(tag).toMatch(/^"[\w-]{43}"$/);
      const response = await postCompile(body(rules), { ...accept, 'If-None-Match': `"other", ${tag}` });
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
      expect(response.headers.get('ETag')).toBe(tag);
      expect(response.headers.get('RateLimit')).toMatch(/r=/);
    },
  );

  it('does not depend on the order of fields', async () => {
    const { configuration, preFetchedContent } = body(rules);
    const turned = Object.fromEntries(Object.entries(configuration).reverse());
    expect(await tagOf({ preFetchedContent, configuration: turned })).toBe(await tagOf(body(rules)));
  });

  it.each([
    { name: 'the rules', other: body('||other.example.org^\n') },
    { name: 'the name', other: body(rules, 'Other') },
    { name: 'what was removed', other: body(`${rules}not a rule\n`) },
    { name: 'the analysis', other: { ...body(rules), analysis: true } },
  ])('is another where $name differs', async ({ other }) => {
    expect(await tagOf(other)).not.toBe(await tagOf(body(rules)));
  });

  it('is another for text than for JSON', async () => {
    expect(await tagOf(body(rules), { Accept: 'text/plain' })).not.toBe(await tagOf(body(rules)));
  });
});

describe('the analysis of a compile', () => {
  it('comes where it is asked for', async () => {
    const body = {
      configuration: {
        name: 'x',
        sources: [{ source: 'a' }, { source: 'b' }],
        transformations: ['Deduplicate'],
      },
      preFetchedContent: { a: '||a.example.org^\n||b.example.org^\n', b: '||b.example.org^\n' },
    };
    const without = compileResponseSchema.parse(await (await postCompile(body)).json());
    expect(without.analysis).toBeUndefined();
    const withIt = await postCompile({ ...body, analysis: true });
    const { analysis } = compileResponseSchema.parse(await withIt.json());
    expect(analysis?.overlap).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(analysis?.sources.map(({ rules }) => rules)).toEqual([2, 1]);
  });
});

describe('the explanation of a compile', () => {
  it('comes where it is asked for, and tells the lines behind a domain', async () => {
    const body = {
      configuration: { name: 'x', sources: [{ source: 'a' }], transformations: ['Compress'] },
      preFetchedContent: { a: '# c\n0.0.0.0 ads.example.org\n||example.org^\n' },
    };
    expect(compileResponseSchema.parse(await (await postCompile(body)).json()).explanation).toBeUndefined();
    const answer = await postCompile({ ...body, why: 'https://ADS.example.org/' });
    const { explanation } = compileResponseSchema.parse(await answer.json());
    expect(explanation).toMatchObject({
      query: 'ads.example.org',
      kind: 'domain',
      rules: [{ rule: '||example.org^', effect: 'blocks' }],
      lines: [
        { line: 2, outcomes: [{ kind: 'redundant', rule: '||ads.example.org^', by: '||example.org^' }] },
        { line: 3, outcomes: [{ kind: 'kept', rule: '||example.org^' }] },
      ],
    });
  });

  it('is of a question of 1 to 1,000 characters', async () => {
    const body = { configuration: { name: 'x', sources: [{ source: 'a' }] }, preFetchedContent: { a: '' } };
    for (const why of ['', 'x'.repeat(1001)]) expect((await postCompile({ ...body, why })).status).toBe(422);
  });
});

describe('the date of a list', () => {
  const body = (rule: string) =>
    JSON.stringify({
      configuration: { name: 'Dated', sources: [{ source: 'mine' }] },
      preFetchedContent: { mine: rule },
    });

  async function compileAt(time: string, rule: string, bindings = env): Promise<string | undefined> {
    const { call } = createTestApp(bindings, { now: () => Date.parse(time) });
    const response = await call('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/plain' },
      body: body(rule),
    });
    return /^! Last modified: (.*)$/m.exec(await response.text())?.[1];
  }

  it('is when its rules were first compiled, also by another isolate', async () => {
    const first = '2026-01-02T03:04:05.678Z';
    expect(await compileAt(first, '||dated.example.org^')).toBe(first);
    expect(await compileAt('2026-02-01T00:00:00.000Z', '||dated.example.org^')).toBe(first);
  });

  it('is new where the rules are', async () => {
    const later = '2026-03-01T00:00:00.000Z';
    expect(await compileAt(later, '||dated-anew.example.org^')).toBe(later);
  });

  it('is now where the database fails, and the compile goes on', async () => {
    const broken = {
      ...env,
      DB: new Proxy(env.DB, {
        get: () => () => {
          throw new Error('D1_ERROR');
        },
      }),
    };
    const time = '2026-04-01T00:00:00.000Z';
    expect(await compileAt(time, '||dated.example.org^', broken)).toBe(time);
  });
});

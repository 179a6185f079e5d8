import { compileResponseSchema, configResponseSchema, formats, targets } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { callApi, expectProblem, postCompile } from './harness.ts';

const body = {
  configuration: { name: 'Forms', sources: [{ source: 'mine' }] },
  preFetchedContent: { mine: '||ads.example.org^\nexample.org##.banner\n' },
};

describe('a list', () => {
  it.each([
    { form: { format: 'hosts' }, line: '0.0.0.0 ads.example.org' },
    { form: { format: 'domains' }, line: 'ads.example.org' },
    { form: { target: 'dnsmasq' }, line: 'local=/ads.example.org/' },
    { form: { target: 'pihole' }, line: '||ads.example.org^' },
  ])('can be had as $form, with what it cannot say', async ({ form, line }) => {
    const response = await postCompile({ ...body, ...form });
    const answer = compileResponseSchema.parse(await response.json());
    expect(answer.list.split('\n')).toContain(line);
    expect(answer.ruleCount).toBe(1);
    expect(answer.refused.map(({ code }) => code)).toContain('cosmetic-rule');
    const text = await postCompile({ ...body, ...form }, { Accept: 'text/plain' });
    expect(text.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('Bloqr-Rule-Count')).toBe('1');
    expect(text.headers.get('Bloqr-Digest')).toBe(answer.digest);
    expect(await text.text()).toBe(answer.list);
  });

  it.each([...formats.map((format) => ({ format })), ...targets.map((target) => ({ target }))])(
    'can be had as %o, also through the stream',
    async (form) => {
      const [response, stream] = await Promise.all([
        postCompile({ ...body, ...form }),
        callApi('/api/compile/stream', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...body, ...form }),
        }),
      ]);
      compileResponseSchema.parse(await response.json());
      expect((await stream.text()).split('\n\n').at(-2)).toMatch(/\nevent: done\n/);
    },
  );

  it('is counted in its own form against maxRules', async () => {
    const problem = await expectProblem(
      await postCompile({
        ...body,
        preFetchedContent: { mine: '||a.example.org^\n||b.example.org^\nx.example##.y\n' },
        format: 'domains',
        maxRules: 1,
      }),
      'too-many-rules',
    );
    expect(problem.limit).toEqual({ name: 'maxRules', max: 1, actual: 2 });
  });

  it('cannot be had in a format and for a target', async () => {
    const response = await postCompile({ ...body, format: 'hosts', target: 'pihole' });
    const problem = await expectProblem(response, 'invalid-request');
    expect(problem.errors).toMatchObject([{ pointer: '/target' }]);
  });

  it('of each form has an ETag of its own', async () => {
    const tags = await Promise.all(
      ['adblock', 'hosts', 'domains'].map(async (format) => {
        const response = await postCompile({ ...body, format });
        await response.body?.cancel();
        return response.headers.get('ETag');
      }),
    );
    expect(new Set(tags).size).toBe(3);
  });
});

describe('GET /api/config', () => {
  it('lists every format and target', async () => {
    const config = configResponseSchema.parse(await (await callApi('/api/config')).json());
    expect(config.formats.map(({ name }) => name)).toEqual([...formats]);
    expect(config.targets.map(({ name }) => name)).toEqual([...targets]);
  });
});

import { validateResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { callApi, expectProblem } from './harness.ts';

function post(body: BodyInit, contentType: string): Promise<Response> {
  return callApi('/api/validate', { method: 'POST', headers: { 'Content-Type': contentType }, body });
}

const text = `! comment
||ads.example.org^
0.0.0.0 tracker.example.net
plain.example.com
example.org##.banner
!#if true
local=/dns.example.org/
!#endif
 
||bad.example.org^$nonsense
`;

describe('POST /api/validate', () => {
  it.each([
    { contentType: 'text/plain', body: text },
    { contentType: 'Text/Plain; charset=UTF-8', body: text },
    { contentType: 'application/json', body: JSON.stringify({ text }) },
  ])('takes the text as $contentType and says what each line is', async ({ contentType, body }) => {
    const response = await post(body, contentType);
    expect(response.status).toBe(200);
    expect(response.headers.get('RateLimit')).toMatch(/r=/);
    const answer = validateResponseSchema.parse(await response.json());
    expect(answer.counts).toEqual({
      network: 1,
      cosmetic: 1,
      hosts: 1,
      domain: 1,
      other: 3,
      comment: 1,
      blank: 1,
      invalid: 1,
    });
    expect(answer.lineCount).toBe(10);
    expect(answer.diagnostics).toMatchObject([{ severity: 'error', source: 'text', line: 10 }]);
  });

  it('has nothing to say about nothing', async () => {
    const response = await post('', 'text/plain');
    expect(validateResponseSchema.parse(await response.json())).toMatchObject({
      ruleCount: 0,
      diagnostics: [],
    });
  });

  it.each([
    { name: 'a text of another character set', body: 'x', type: 'text/plain; charset=utf-16' },
    { name: 'a web page', body: '<p>', type: 'text/html' },
  ])('refuses $name with 415', async ({ body, type }) => {
    await expectProblem(await post(body, type), 'unsupported-media-type');
  });

  it.each([
    {
      name: 'text that is not UTF-8',
      body: new Uint8Array([0xff]),
      type: 'text/plain',
      code: 'invalid-request',
    },
    { name: 'JSON without text', body: '{}', type: 'application/json', code: 'invalid-request' },
    {
      name: 'an unknown field',
      body: '{"text":"","x":1}',
      type: 'application/json',
      code: 'invalid-request',
    },
    { name: 'no JSON', body: '{', type: 'application/json', code: 'malformed-json' },
    {
      name: 'more than the tier may use',
      body: 'x\n'.repeat(5_000_001),
      type: 'text/plain',
      code: 'tier-limit-exceeded',
    },
    {
      name: 'more than any body may have',
      body: 'x'.repeat(16_000_001),
      type: 'text/plain',
      code: 'payload-too-large',
    },
  ] as const)('refuses $name', async ({ body, type, code }) => {
    await expectProblem(await post(body, type), code);
  });
});

import { compileLimits } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { callApi, createTestApp, expectProblem, postCompile } from './harness.ts';

const json = 'application/json';

/** A body in pieces, whose length nobody states. */
function sendPieces(piece: string, count: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(piece);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent++ < count) controller.enqueue(bytes.slice());
      else controller.close();
    },
  });
}

describe('the body of POST /api/compile', () => {
  it.each([
    { name: 'no type', contentType: undefined },
    { name: 'text', contentType: 'text/plain' },
    { name: 'a form', contentType: 'application/x-www-form-urlencoded' },
    { name: 'several parts', contentType: 'multipart/form-data; boundary=x' },
    { name: 'a type that only begins like JSON', contentType: 'application/jsonp' },
    { name: 'JSON in another character set', contentType: 'application/json; charset=utf-16' },
  ])('with $name gives 415', async ({ contentType }) => {
    const headers: Record<string, string> = contentType === undefined ? {} : { 'Content-Type': contentType };
    const body = new TextEncoder().encode('{}');
    await expectProblem(
      await callApi('/api/compile', { method: 'POST', headers, body }),
      'unsupported-media-type',
    );
  });

  it('sent compressed gives 415', async () => {
    await expectProblem(await postCompile('{}', { 'Content-Encoding': 'gzip' }), 'unsupported-media-type');
  });

  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=utf-8',
    'application/json; charset="UTF-8"',
  ])('is taken as %s', async (contentType) => {
    await expectProblem(await postCompile('{}', { 'Content-Type': contentType }), 'invalid-request');
  });

  it.each([
    { name: 'nothing', body: '', detail: 'The body is empty.' },
    { name: 'blanks', body: ' \n ', detail: 'The body is empty.' },
    { name: 'an open brace', body: '{', detail: /line 1, column 2|ends too early/ },
    {
      name: 'a trailing comma',
      body: '{"configuration":\n {},}',
      detail: 'The JSON breaks off at line 2, column 5.',
    },
    { name: 'single quotes', body: "{'a':1}", detail: 'The JSON breaks off at line 1, column 2.' },
    { name: 'two values', body: '{}{}', detail: 'The JSON breaks off at line 1, column 3.' },
    { name: 'a comment', body: '{} // x', detail: 'The JSON breaks off at line 1, column 4.' },
    { name: 'a bare word', body: 'hello', detail: /not JSON/ },
    { name: 'NaN', body: '{"a":NaN}', detail: /./ },
    { name: 'a raw control character', body: '{"a":"\u0001"}', detail: /line 1, column 7/ },
  ])('that is $name gives 400', async ({ body, detail }) => {
    const problem = await expectProblem(await postCompile(body), 'malformed-json');
    expect(problem.detail).toMatch(detail);
  });

  it('that is not UTF-8 gives 400', async () => {
    const body = new Uint8Array([0x22, 0xff, 0x22]);
    const response = await callApi('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': json },
      body,
    });
    expect((await expectProblem(response, 'malformed-json')).detail).toBe('The body is not UTF-8.');
  });

  it.each([
    { path: '/api/compile', type: json, code: 'malformed-json', detail: 'The body breaks off.' },
    { path: '/api/validate', type: 'text/plain', code: 'invalid-request', detail: 'The text breaks off.' },
  ] as const)(
    'that breaks off is the fault of the request to $path',
    async ({ path, type, code, detail }) => {
      const { call, entries } = createTestApp();
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"conf'));
        },
        pull(controller) {
          controller.error(new Error('Network connection lost.'));
        },
      });
      const response = await call(path, { method: 'POST', headers: { 'Content-Type': type }, body });
      expect((await expectProblem(response, code)).detail).toBe(detail);
      expect(entries.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  it.each([
    { name: 'null', body: 'null', pointers: [''] },
    { name: 'a number', body: '1e400', pointers: [''] },
    { name: 'an array', body: '[]', pointers: [''] },
    { name: 'a thousand arrays deep', body: `${'['.repeat(1000)}${']'.repeat(1000)}`, pointers: [''] },
    { name: 'an empty object', body: '{}', pointers: ['/configuration'] },
    { name: 'a configuration of another kind', body: '{"configuration":[]}', pointers: ['/configuration'] },
    {
      name: 'unknown fields',
      body: '{"configuration":{},"tier":"admin","a/b~c":1}',
      pointers: ['/tier', '/a~1b~0c'],
    },
    { name: 'an unknown format', body: '{"configuration":{},"format":"pdf"}', pointers: ['/format'] },
    {
      name: 'content that is no text',
      body: '{"configuration":{},"preFetchedContent":{"a":1}}',
      pointers: ['/preFetchedContent/a'],
    },
    {
      name: 'a prototype',
      body: '{"__proto__":{"configuration":{}}}',
      pointers: ['/configuration', '/__proto__'],
    },
  ])('that is or has $name gives 422 with the place', async ({ body, pointers }) => {
    const problem = await expectProblem(await postCompile(body), 'invalid-request');
    expect(problem.errors?.map((error) => error.pointer)).toEqual(pointers);
  });

  it('over the limit gives 413, also in pieces of unknown length', async () => {
    const piece = ' '.repeat(1_000_000);
    const count = compileLimits.bodyBytesMax / piece.length + 1;
    const response = await callApi('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': json },
      body: sendPieces(piece, count),
    });
    const problem = await expectProblem(response, 'payload-too-large');
    expect(problem.limit).toEqual({ name: 'bodyBytesMax', max: compileLimits.bodyBytesMax });
  });

  it('just within the limit is read', async () => {
    const response = await callApi('/api/compile', {
      method: 'POST',
      headers: { 'Content-Type': json },
      body: sendPieces(' '.repeat(1_000_000), compileLimits.bodyBytesMax / 1_000_000),
    });
    await expectProblem(response, 'malformed-json');
  });
});

import { describe, expect, it, vi } from 'vitest';
import {
  FakeBody,
  failure,
  fakeResponse,
  type ReadingOptions,
  readLines,
} from '../../test/source-reading.ts';
import type { HttpResponse, SourcePorts } from './source-ports.ts';

const url = 'https://example.org/list.txt';

/** A fetch that answers from a table and knows what was asked. */
function fakeFetch(answers: Readonly<Record<string, HttpResponse>>) {
  return vi.fn<NonNullable<SourcePorts['fetch']>>(async (asked) => {
    const answer = answers[asked];
    if (answer === undefined) throw new Error(`nobody expected ${asked}`);
    return answer;
  });
}

const redirect = (location: string, status = 302) => fakeResponse(status, { location });

function read(answers: Readonly<Record<string, HttpResponse>>, options: ReadingOptions = {}, start = url) {
  return readLines(start, { ...options, ports: { ...options.ports, fetch: fakeFetch(answers) } });
}

describe('a source on the web', () => {
  it('is asked for as text, by a program that gives its name', async () => {
    const fetch = fakeFetch({
      [url]: fakeResponse(200, { 'content-type': 'text/plain' }, new FakeBody(['a\nb', 'c\n'])),
    });
    expect((await readLines(`${url}#part`, { ports: { fetch } })).lines).toEqual(['a', 'bc']);
    expect(fetch.mock.calls.map(([asked, { headers }]) => [asked, headers])).toEqual([
      [url, { accept: 'text/plain, */*', 'user-agent': 'bloqr-compiler' }],
    ]);
  });

  it.each([['text/plain; charset=utf-8'], ['TEXT/PLAIN'], ['text/html'], ['application/octet-stream'], ['']])(
    'may have the content type %j',
    async (type) => {
      expect((await read({ [url]: fakeResponse(200, { 'content-type': type }) })).lines).toEqual(['a']);
    },
  );

  it('may have no content type, and no body', async () => {
    expect((await read({ [url]: fakeResponse(200, {}) })).lines).toEqual(['a']);
    expect((await read({ [url]: fakeResponse(200, {}, null) })).lines).toEqual(['']);
  });

  it.each(['application/json', 'text/css', 'image/png'])('has not the content type %j', async (type) => {
    const body = new FakeBody(['a']);
    expect(await failure(read({ [url]: fakeResponse(200, { 'content-type': type }, body) }))).toMatchObject({
      code: 'source-not-a-list',
      message: `${url} has a content type that is not text`,
    });
    expect(body.isClosed).toBe(true);
  });

  it.each([201, 204, 206, 300, 304, 400, 401, 403, 404, 429, 500, 503])(
    'fails at status %d',
    async (status) => {
      const body = new FakeBody(['a']);
      expect(await failure(read({ [url]: fakeResponse(status, {}, body) }))).toEqual({
        code: 'source-unreachable',
        message: `${url} answered with status ${status}`,
        pointer: '/sources/0/source',
        source: url,
      });
      expect(body.isClosed).toBe(true);
    },
  );

  it('is never a web page', async () => {
    const body = new FakeBody(['\n', '<!doctype HTML>', 'a']);
    expect(
      await failure(read({ [url]: fakeResponse(200, { 'content-type': 'text/html' }, body) })),
    ).toMatchObject({
      code: 'source-not-a-list',
      message: `${url} is not a filter list but a web page`,
    });
    expect(body.isClosed).toBe(true);
  });

  it('is not asked for where there is no fetch', async () => {
    expect(await failure(readLines(url, {}))).toMatchObject({ code: 'source-refused' });
  });

  it('is named in errors without user, password and query', async () => {
    const secret = 'https://me:secret@example.org/list.txt?token=secret#secret';
    const failed = await failure(read({}, {}, secret));
    expect(failed).toMatchObject({ code: 'source-refused', source: url });
    const reached = await failure(read({}, {}, `${url}?token=secret`));
    expect(reached).toMatchObject({
      code: 'source-unreachable',
      message: `${url} cannot be fetched (no answer)`,
    });
    expect(JSON.stringify([failed, reached])).not.toContain('secret');
  });

  it('fails with what the platform says when the body breaks off', async () => {
    const body = (async function* () {
      yield new TextEncoder().encode('a\n');
      throw new Error('Network connection lost.');
    })();
    expect(await failure(read({ [url]: fakeResponse(200, {}, body) }))).toMatchObject({
      code: 'source-unreachable',
      message: `${url} cannot be fetched (Network connection lost.)`,
    });
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('is followed with status %d, from where it stands', async (status) => {
    const body = new FakeBody(['moved']);
    const answers = {
      [url]: fakeResponse(status, { location: '../b/next.txt?a#part' }, body),
      'https://example.org/b/next.txt?a': redirect('//lists.example.net/end.txt'),
      'https://lists.example.net/end.txt': fakeResponse(200, {}),
    };
    expect((await read(answers)).places).toEqual([`${url}:1`]);
    expect(body.isClosed).toBe(true);
  });

  it('may lead from http to https but not back', async () => {
    const http = 'http://example.org/list.txt';
    expect((await read({ [http]: redirect(url), [url]: fakeResponse(200, {}) }, {}, http)).lines).toEqual([
      'a',
    ]);
    expect(await failure(read({ [url]: redirect(http), [http]: fakeResponse(200, {}) }))).toMatchObject({
      code: 'source-refused',
      message: `${url} redirects from https to http`,
    });
  });

  it.each([
    'http://127.0.0.1/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost:8080/',
    'https://example.org:22/',
    'https://me:secret@example.org/',
    'file:///etc/passwd',
    'data:text/plain,a',
    'https://own.example.org/',
  ])('to %s is refused, and nobody is asked there', async (location) => {
    const fetch = fakeFetch({
      [url]: redirect('https://example.org/b'),
      'https://example.org/b': redirect(location),
    });
    const options = { ports: { fetch }, ownHosts: new Set(['own.example.org']) };
    expect(await failure(readLines(url, options))).toMatchObject({ code: 'source-refused', source: url });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['no location', {}],
    ['an impossible location', { location: 'https://' }],
  ])('with %s fails', async (_name, headers) => {
    expect(await failure(read({ [url]: fakeResponse(302, headers) }))).toMatchObject({
      code: 'source-unreachable',
      message: `${url} redirects to nowhere`,
    });
  });

  it('is followed up to redirectsMax times', async () => {
    const chain = (count: number) =>
      Object.fromEntries([
        [url, redirect('https://example.org/1')],
        ...Array.from(
          { length: count - 1 },
          (_, i) => [`https://example.org/${i + 1}`, redirect(`/${i + 2}`)] as const,
        ),
        [`https://example.org/${count}`, fakeResponse(200, {})],
      ]);
    expect((await read(chain(3), { limits: { redirectsMax: 3 } })).lines).toEqual(['a']);
    expect(await failure(read(chain(4), { limits: { redirectsMax: 3 } }))).toMatchObject({
      code: 'source-unreachable',
      message: `${url} redirects more than 3 times (redirectsMax)`,
    });
    expect(await failure(read({ [url]: redirect(url) }))).toMatchObject({ code: 'source-unreachable' });
  });
});

describe('time', () => {
  /** A body whose chunks arrive that many milliseconds after each other. */
  function timedBody(clock: { ms: number }, bytes: number, delaysMs: readonly number[]) {
    return new FakeBody(
      (function* () {
        for (const delay of delaysMs) {
          clock.ms += delay;
          yield 'a\n'.repeat(bytes / 2);
        }
      })(),
    );
  }

  const limits = { bytesPerSecondMin: 1000 };

  it('runs out for a body that is slow on average', async () => {
    const clock = { ms: 0 };
    const body = timedBody(clock, 1000, [1000, 1000, 1000, 1000, 1000, 1500]);
    const options = { limits, ports: { now: () => clock.ms } };
    expect(await failure(read({ [url]: fakeResponse(200, {}, body) }, options))).toMatchObject({
      code: 'source-timeout',
      message: `${url} sends less than 1000 bytes a second (bytesPerSecondMin)`,
    });
    expect(body.isClosed).toBe(true);
  });

  it.each([
    ['slow in its first five seconds', 10, [2500, 2500]],
    ['fast enough on average', 6000, [5001, 0, 1, 5000]],
  ])('is left for a body that is %s', async (_name, bytes, delays) => {
    const clock = { ms: 0 };
    const options = { limits, ports: { now: () => clock.ms } };
    const answer = fakeResponse(200, {}, timedBody(clock, bytes, delays));
    expect((await read({ [url]: answer }, options)).summary.byteCount).toBe(bytes * delays.length);
  });

  it('runs out when the signal of the whole file aborts', async () => {
    const signal = { aborted: false };
    const body = new FakeBody(
      (function* () {
        yield 'a';
        signal.aborted = true;
        yield 'b';
      })(),
    );
    const options = { limits: { fileTimeoutMs: 15_000 }, ports: { timeout: () => signal } };
    expect(await failure(read({ [url]: fakeResponse(200, {}, body) }, options))).toMatchObject({
      code: 'source-timeout',
      message: `${url} took longer than 15000 ms (fileTimeoutMs)`,
    });
    expect(body.isClosed).toBe(true);
  });

  it('ends for all when the reader is told to stop', async () => {
    const signal = { aborted: true };
    const options = { signal, ports: { timeout: () => signal } };
    expect(await failure(read({ [url]: fakeResponse(200, {}) }, options))).toMatchObject({ code: 'aborted' });
    expect(await failure(read({}, options))).toMatchObject({ code: 'aborted' });
  });
});

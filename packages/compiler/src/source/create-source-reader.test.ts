import { describe, expect, it } from 'vitest';
import {
  FakeBody,
  failure,
  fakeResponse,
  nodePorts,
  readerOptions,
  readLines,
  readTexts,
} from '../../test/source-reading.ts';
import { createSourceReader } from './create-source-reader.ts';

const url = 'https://example.org/lists/ads.txt';
const silentSink = { enterFile: () => undefined, line: () => undefined };

describe('a source', () => {
  it('is trimmed and cut at line ends, without its blank lines', async () => {
    const reading = await readTexts('list', { list: '\ufeff\n  a \r\n\r\n\t\n b\rc  \n\n' });
    expect(reading.lines).toEqual(['a ', '\t', ' b', 'c']);
    expect(reading.places).toEqual(['list:2', 'list:4', 'list:5', 'list:6']);
    expect(reading.summary).toEqual({ lineCount: 4, byteCount: 22, fileCount: 1 });
  });

  it('is one empty line when it is empty', async () => {
    expect((await readTexts('list', { list: '' })).lines).toEqual(['']);
    expect((await readTexts('list', { list: ' \n ' })).lines).toEqual(['']);
  });

  it('comes from pre-fetched text before anything else', async () => {
    expect((await readTexts(url, { [url]: 'a' })).lines).toEqual(['a']);
    expect((await readTexts('-', { '-': 'a' })).lines).toEqual(['a']);
    expect((await readTexts('constructor', { other: 'a' }).catch((error) => error)).code).toBe(
      'source-refused',
    );
  });

  it('keeps characters whole where pre-fetched text is cut', async () => {
    const text = `${'a'.repeat(65_535)}😀${'é'.repeat(70_000)}`;
    expect((await readTexts('list', { list: text })).lines).toEqual([text]);
  });

  it('is read from a file, a file URL or standard input', async () => {
    const paths: string[] = [];
    const openFile = async (path: string) => {
      paths.push(path);
      return new FakeBody(['a']);
    };
    for (const reference of ['lists/ads.txt', 'file:///lists/ads.txt', '-', './-']) {
      await readLines(reference, { ports: { openFile } });
    }
    expect(paths).toEqual(['lists/ads.txt', '/lists/ads.txt', '-', './-']);
  });

  it.each([
    ['does not exist', './no-such-file.txt', 'source-not-found', 'does not exist'],
    ['is a directory', '.', 'source-unreachable', 'cannot be read (EISDIR)'],
    ['has an impossible name', 'a\0b', 'source-unreachable', 'cannot be read (ERR_INVALID_ARG_VALUE)'],
    ['is on another machine', 'file://server/a', 'source-refused', 'is a file: URL that names no local path'],
  ])('fails when it %s', async (_name, reference, code, detail) => {
    const failed = await failure(readLines(reference, { ports: nodePorts }));
    expect(failed).toMatchObject({ code, message: expect.stringContaining(detail) });
  });

  it('is never a web page or binary, on disk either', async () => {
    const openFile = async () => new FakeBody(['<html>']);
    expect(await failure(readLines('a.txt', { ports: { openFile } }))).toMatchObject({
      code: 'source-not-a-list',
    });
    expect(await failure(readTexts('list', { list: 'a\0' }))).toMatchObject({ code: 'source-not-a-list' });
  });

  it('has at most fileBytesMax bytes, and is closed when it has more', async () => {
    const limits = { fileBytesMax: 4 };
    expect((await readTexts('list', { list: 'a\nb\n' }, { limits })).lines).toEqual(['a', 'b']);
    const body = new FakeBody(['a\nb\n', 'c']);
    const failed = await failure(readLines('list', { limits, ports: { openFile: async () => body } }));
    expect(failed).toMatchObject({
      code: 'source-too-large',
      message: 'list has more than 4 bytes (fileBytesMax)',
    });
    expect(body.isClosed).toBe(true);
  });

  it('counts with all others of the compile towards totalBytesMax', async () => {
    const preFetchedContent = new Map([
      ['a', 'aaa'],
      ['b', 'bbb'],
    ]);
    const reader = createSourceReader(readerOptions({ preFetchedContent, limits: { totalBytesMax: 5 } }));
    await reader.read('a', '/sources/0/source', silentSink);
    expect(await failure(reader.read('b', '/sources/1/source', silentSink))).toMatchObject({
      code: 'source-too-large',
      message: 'b and the other files have more than 5 bytes together (totalBytesMax)',
      pointer: '/sources/1/source',
    });
  });

  it('is closed when the sink throws', async () => {
    const body = new FakeBody(['a\n', 'b\n']);
    const reader = createSourceReader(readerOptions({ ports: { openFile: async () => body } }));
    const sink = {
      enterFile: () => undefined,
      line: () => {
        throw new RangeError('full');
      },
    };
    await expect(reader.read('list', '', sink)).rejects.toThrow(RangeError);
    expect(body.isClosed).toBe(true);
  });

  it('is closed when the reader is told to stop', async () => {
    const signal = { aborted: false };
    const body = new FakeBody(
      (function* () {
        yield 'a\n';
        signal.aborted = true;
        yield 'b\n';
      })(),
    );
    expect(await failure(readLines('list', { signal, ports: { openFile: async () => body } }))).toMatchObject(
      {
        code: 'aborted',
        message: 'list was not read to its end',
      },
    );
    expect(body.isClosed).toBe(true);
  });

  it('can be read at the same time as others', async () => {
    const text = (name: string) =>
      `!#if ${name}\nx\n!#else\n${name}1\n!#endif\n!#include ${name}.txt\n${name}2`;
    const names = ['a', 'b', 'c', 'd'];
    const preFetchedContent = new Map(
      names.flatMap(
        (name) =>
          [
            [name, text(name)],
            [`${name}.txt`, `${name}i`],
          ] as const,
      ),
    );
    const reader = createSourceReader(readerOptions({ preFetchedContent }));
    const results = await Promise.all(
      names.map(async (name) => {
        const lines: string[] = [];
        const decoder = new TextDecoder();
        await reader.read(name, '', {
          enterFile: (file) => lines.push(`[${file}]`),
          line: (bytes, start, end) => lines.push(decoder.decode(bytes.subarray(start, end))),
        });
        return lines;
      }),
    );
    expect(results).toEqual(
      names.map((name) => [`[${name}]`, `${name}1`, `[${name}.txt]`, `${name}i`, `[${name}]`, `${name}2`]),
    );
  });
});

describe('an include', () => {
  it('stands in the place of its directive, with its own line numbers', async () => {
    const texts = {
      'd/a.txt': 'a1\n!#include b.txt\na3',
      'd/b.txt': '\n b1 \n!#include e/c.txt\nb3\n',
      'd/e/c.txt': 'c1',
    };
    const { lines, places, summary } = await readTexts('d/a.txt', texts);
    expect(lines).toEqual(['a1', 'b1 ', 'c1', 'b3', 'a3']);
    expect(places).toEqual(['d/a.txt:1', 'd/b.txt:2', 'd/e/c.txt:1', 'd/b.txt:4', 'd/a.txt:3']);
    expect(summary).toEqual({ lineCount: 5, byteCount: 50, fileCount: 3 });
  });

  it.each(['!#include b', '!#include   b  ', '!#includeb', '!#include\tb', '!#include ./b'])(
    'is written %j',
    async (line) => {
      expect((await readTexts('a', { a: line, b: 'x' })).lines).toEqual(['x']);
    },
  );

  it('is one empty line when its file is empty, and no line when nothing of it is taken', async () => {
    const texts = {
      a: 'x\n!#include empty\ny\n!#include none\nz',
      empty: ' \n',
      none: '!#if false\na\n!#endif',
    };
    expect((await readTexts('a', texts)).lines).toEqual(['x', '', 'y', 'z']);
  });

  it('loses the path of its patch among its first 50 lines', async () => {
    const include = async (text: string) => {
      const texts = { a: '! Diff-Path: own\n!#include b', b: text, c: 'c\n'.repeat(60) };
      return (await readTexts('a', texts)).lines.slice(1);
    };
    expect(await include('! Diff-Path: x\nb\n \u00a0! Diff-Path:y')).toEqual(['b']);
    expect(await include('! Diff-Path: x\n! Diff-Path: y\nb')).toEqual(['b']);
    expect(await include('!Diff-Path: x\n! diff-path: x\n! a')).toHaveLength(3);
    expect(await include(`${'b\n'.repeat(49)}! Diff-Path: x`)).toHaveLength(49);
    expect(await include(`${'b\n'.repeat(50)}! Diff-Path: x`)).toHaveLength(51);
    expect(await include(`!#if x\n${'b\n'.repeat(50)}!#endif\n! Diff-Path: x\nc`)).toEqual(['c']);
    expect(await include('!#include c\n! Diff-Path: x')).toHaveLength(61);
  });

  it('may be repeated', async () => {
    const texts = { a: '!#include b\n!#include c\n!#include b', b: 'b', c: '!#include b' };
    expect((await readTexts('a', texts)).lines).toEqual(['b', 'b', 'b']);
  });

  it.each([
    ['a list that includes itself', 'd/a', { 'd/a': '!#include x/../a' }, 'd/a includes itself: d/a → d/a'],
    [
      'a longer circle',
      'a',
      { a: '!#include b', b: '!#include c', c: 'c\n!#include ./b' },
      'b includes itself: b → c → b',
    ],
    [
      'a remote circle',
      `${url}?secret#part`,
      {
        [`${url}?secret#part`]: '!#include b.txt',
        'https://example.org/lists/b.txt': '!#include ../lists/ads.txt?secret',
      },
      `${url} includes itself: ${url} → https://example.org/lists/b.txt → ${url}`,
    ],
  ])('is refused in %s', async (_name, start, texts, message) => {
    expect(await failure(readTexts(start, texts))).toMatchObject({ code: 'include-limit', message });
  });

  it('stands at most includeDepthMax levels deep, also when its query changes', async () => {
    const limits = { includeDepthMax: 3, includeFilesMax: 100 };
    const texts = { a: '!#include b', b: '!#include c', c: '!#include d', d: 'd' };
    expect((await readTexts('a', texts, { limits })).lines).toEqual(['d']);
    let requests = 0;
    const fetch = async () => fakeResponse(200, {}, new FakeBody([`!#include ads.txt?${++requests}`]));
    expect(await failure(readLines(url, { limits, ports: { fetch } }))).toMatchObject({
      code: 'include-limit',
      message: `${url} is included more than 3 levels deep (includeDepthMax)`,
    });
    expect(requests).toBe(4);
  });

  it('is one of at most includeFilesMax in all sources together', async () => {
    const preFetchedContent = new Map([
      ['a', '!#include b\n!#include b'],
      ['b', 'b'],
    ]);
    const reader = createSourceReader(readerOptions({ preFetchedContent, limits: { includeFilesMax: 3 } }));
    await reader.read('a', '', silentSink);
    expect(await failure(reader.read('a', '/sources/1/source', silentSink))).toEqual({
      code: 'include-limit',
      message: 'b is one more than 3 included files (includeFilesMax)',
      pointer: '/sources/1/source',
      source: 'a',
      line: 2,
    });
  });

  it('counts towards totalBytesMax', async () => {
    const texts = { a: '!#include b', b: 'bbb' };
    expect(await failure(readTexts('a', texts, { limits: { totalBytesMax: 13 } }))).toMatchObject({
      code: 'source-too-large',
      source: 'a',
      line: 1,
    });
  });

  it.each([
    [
      'outside of the directory',
      'd/a',
      '!#include ../b',
      'include-refused',
      '../b may not be included: it leaves the directory of the list',
    ],
    [
      'of another origin',
      url,
      '!#include https://other.example/b?secret',
      'include-refused',
      'https://other.example/b may not be included: it has another origin than the list itself',
    ],
    [
      'that the guard refuses',
      'a',
      '!#include http://127.0.0.1/b',
      'include-refused',
      'http://127.0.0.1/b may not be fetched: only addresses of the public internet are allowed',
    ],
    [
      'that is not there',
      'a',
      '!#include no-such-file.txt',
      'source-not-found',
      'no-such-file.txt does not exist',
    ],
  ])('%s fails the source, at its place', async (_name, start, text, code, message) => {
    const options = { ports: nodePorts, preFetchedContent: new Map([[start, `first\n${text}\nlast`]]) };
    expect(await failure(readLines(start, options))).toEqual({
      code,
      message,
      pointer: '/sources/0/source',
      source: start,
      line: 2,
    });
  });

  it('fails the source when a redirect leads where the guard refuses', async () => {
    const fetch = async () => fakeResponse(302, { location: 'https://10.0.0.1/' });
    const options = {
      ports: { fetch },
      preFetchedContent: new Map([['a', '!#include https://example.org/b']]),
    };
    expect(await failure(readLines('a', options))).toMatchObject({ code: 'include-refused', line: 1 });
  });

  it('closes all that is open when it fails', async () => {
    const bodies = [new FakeBody(['!#include b\n', 'x']), new FakeBody(['!#include c\n', 'x'])];
    const openFile = async (path: string) => {
      const body = bodies[path === 'a' ? 0 : 1];
      if (path === 'c' || body === undefined) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      return body;
    };
    expect(await failure(readLines('a', { ports: { openFile } }))).toMatchObject({
      code: 'source-not-found',
      source: 'b',
    });
    expect(bodies.map((body) => body.isClosed)).toEqual([true, true]);
  });

  it('leaves the rest of a remote list unharmed while it is read', async () => {
    const rest = Array.from({ length: 40_000 }, (_, i) => `||host${i}.example^`);
    const answers = new Map([
      [url, ['first\n!#inc', 'lude b.txt\n', ...chunksOf(rest.join('\n'), 1000)]],
      ['https://example.org/lists/b.txt', ['b']],
    ]);
    const fetch = async (asked: string) => fakeResponse(200, {}, new FakeBody(answers.get(asked) ?? []));
    expect((await readLines(url, { ports: { fetch } })).lines).toEqual(['first', 'b', ...rest]);
  });
});

function chunksOf(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  );
}

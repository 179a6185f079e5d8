import { describe, expect, it } from 'vitest';
import { readerOptions } from '../test/source-reading.ts';
import { type Compilation, type CompileOptions, compile } from './compile.ts';
import type { SourceConfiguration } from './configuration/configuration.ts';
import { CompilerError } from './errors.ts';
import { createSourceReader } from './source/create-source-reader.ts';
import type { SourceHistory } from './source/source-history.ts';
import { decodeUtf8, encodeUtf8 } from './text/utf8.ts';

type Texts = Readonly<Record<string, string>>;

/** A history in memory. */
function createHistory(kept: Texts = {}): SourceHistory & { readonly texts: Map<string, string> } {
  const texts = new Map(Object.entries(kept));
  return {
    texts,
    async recall(source) {
      const text = texts.get(source);
      if (text === undefined) return undefined;
      return { lineCount: text.split('\n').length, text: () => [encodeUtf8(text)] };
    },
    record(source) {
      const lines: string[] = [];
      return {
        add: (bytes, start, end) => lines.push(decodeUtf8(bytes, start, end)),
        keep: async () => void texts.set(source, lines.join('\n')),
        discard: () => lines.splice(0),
      };
    },
  };
}

/** Compiles `a`, which is configured so, and `b`. A text that is not given cannot be read. */
function compileBoth(
  source: Omit<SourceConfiguration, 'source'>,
  texts: Texts,
  options: Omit<Partial<CompileOptions>, 'reader'> = {},
): Promise<Compilation> {
  const openFile = () => Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
  const preFetchedContent = new Map(Object.entries(texts));
  const reader = createSourceReader(readerOptions({ preFetchedContent, ports: { openFile } }));
  const sources = [{ ...source, source: 'a' }, { source: 'b' }];
  return compile({ name: 'x', sources, transformations: ['RemoveComments'] }, { reader, ...options });
}

function rulesOf(compilation: Compilation): readonly string[] {
  return Array.from(compilation.rules(), (chunk) => decodeUtf8(chunk))
    .join('')
    .split('\n');
}

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof CompilerError ? error.code : undefined;
}

const b = '||b.example^';

describe('a source that fails', () => {
  it('fails the compile by default', async () => {
    expect(await codeOf(compileBoth({}, { b }))).toBe('source-not-found');
    expect(await codeOf(compileBoth({ onError: 'fail' }, { b }))).toBe('source-not-found');
  });

  it('is left out with `skip`, and said to be', async () => {
    const compilation = await compileBoth({ onError: 'skip' }, { b });
    expect(rulesOf(compilation)).toEqual(['||b.example^']);
    expect(compilation.statistics.sources.map(({ status }) => status)).toEqual(['skipped', 'read']);
    expect(compilation.diagnostics).toMatchObject([
      { code: 'source-skipped', severity: 'warning', source: 'a', line: 0 },
    ]);
  });

  it('leaves nothing of itself behind, however far it was read', async () => {
    const texts = { a: '||a.example^\n!#if true\n||a2.example^', b };
    expect(rulesOf(await compileBoth({ onError: 'skip' }, texts))).toEqual(['||b.example^']);
    const own = { onError: 'skip', transformations: ['Compress'] } as const;
    expect(rulesOf(await compileBoth(own, texts))).toEqual(['||b.example^']);
  });

  it('is what it was when it was last good with `last-good`', async () => {
    const history = createHistory({ a: '||old.example^\n||older.example^' });
    const compilation = await compileBoth({ onError: 'last-good' }, { b }, { history });
    expect(rulesOf(compilation)).toEqual(['||old.example^', '||older.example^', '||b.example^']);
    expect(compilation.statistics.sources[0]).toMatchObject({ status: 'last-good', lineCount: 2 });
    expect(compilation.diagnostics).toMatchObject([{ code: 'source-last-good', source: 'a' }]);
  });

  it('fails the compile with `last-good` while nothing is kept of it', async () => {
    expect(await codeOf(compileBoth({ onError: 'last-good' }, { b }, { history: createHistory() }))).toBe(
      'source-not-found',
    );
    expect(await codeOf(compileBoth({ onError: 'last-good' }, { b }))).toBe('source-not-found');
  });

  it('is accounted for as if it were empty', async () => {
    const { analysis } = await compileBoth({ onError: 'skip' }, { b }, { analyse: true });
    expect(analysis?.sources.map(({ rules, kept }) => [rules, kept])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});

describe('a good source', () => {
  it('is kept, with what its conditions chose, and taken as it always is', async () => {
    const history = createHistory({ a: 'old' });
    const texts = { a: '! c\n!#if false\n||no.example^\n!#endif\n||a.example^', b };
    const compilation = await compileBoth({ onError: 'last-good' }, texts, { history });
    expect(rulesOf(compilation)).toEqual(rulesOf(await compileBoth({}, texts)));
    expect(history.texts.get('a')).toBe('! c\n||a.example^');
    expect(history.texts.has('b')).toBe(false);
  });

  it('is not kept when it is refused', async () => {
    const history = createHistory({ a: 'old' });
    await compileBoth({ onError: 'last-good' }, { a: 'x\n!#endif', b }, { history });
    expect(history.texts.get('a')).toBe('old');
  });
});

describe('a source that shrinks', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => `||${index}.example^`).join('\n');

  it.each([
    { before: 100, after: 50, shrinkPercentMax: 50, code: undefined },
    { before: 100, after: 49, shrinkPercentMax: 50, code: 'source-shrunk' },
    { before: 100, after: 200, shrinkPercentMax: 1, code: undefined },
    { before: 100, after: 1, shrinkPercentMax: 100, code: undefined },
    { before: 3, after: 2, shrinkPercentMax: 20, code: 'source-shrunk' },
  ])(
    'from $before to $after lines with $shrinkPercentMax %: $code',
    async ({ before, after, code, ...source }) => {
      const history = createHistory({ a: lines(before) });
      expect(await codeOf(compileBoth(source, { a: lines(after), b }, { history }))).toBe(code);
      expect(history.texts.get('a')).toBe(lines(code === undefined ? after : before));
    },
  );

  it('is replaced by what it was, where that is wanted', async () => {
    const history = createHistory({ a: lines(9) });
    const source = { onError: 'last-good', shrinkPercentMax: 30 } as const;
    expect(rulesOf(await compileBoth(source, { a: lines(1), b }, { history }))).toHaveLength(10);
  });

  it('is taken while nothing is known of it', async () => {
    expect(await codeOf(compileBoth({ shrinkPercentMax: 1 }, { a: 'x', b }))).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { readerOptions } from '../test/source-reading.ts';
import { type Compilation, type CompileOptions, type CompileProgress, compile } from './compile.ts';
import type { Configuration } from './configuration/configuration.ts';
import { CompilerError } from './errors.ts';
import { createSourceReader } from './source/create-source-reader.ts';
import { decodeUtf8 } from './text/utf8.ts';

type Texts = Readonly<Record<string, string>>;

function compileTexts(
  configuration: Configuration,
  texts: Texts,
  options: Omit<Partial<CompileOptions>, 'reader'> = {},
): Promise<Compilation> {
  const reader = createSourceReader(readerOptions({ preFetchedContent: new Map(Object.entries(texts)) }));
  return compile(configuration, { ...options, reader });
}

function join(chunks: Iterable<Uint8Array>): string {
  return Array.from(chunks, (chunk) => decodeUtf8(chunk)).join('');
}

/** The rules that this top level makes of one source. */
async function rulesOf(
  level: Partial<Configuration>,
  text: string,
  options: Omit<Partial<CompileOptions>, 'reader'> = {},
): Promise<readonly string[]> {
  const configuration: Configuration = { name: 'x', sources: [{ source: 'a' }], ...level };
  const compilation = await compileTexts(configuration, { a: text }, options);
  return join(compilation.rules()).split('\n');
}

const header = ['!', '! Source: a', '!'];
const date = new Date(Date.UTC(2024, 0, 2, 3, 4, 5, 6));

async function failureOf(promise: Promise<unknown>): Promise<CompilerError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CompilerError) return error;
  throw new Error(`no CompilerError: ${error}`);
}

describe('compile', () => {
  it('puts the header above the sources, each below its own header', async () => {
    const configuration: Configuration = {
      name: 'My list',
      sources: [{ source: 'a', name: 'First' }, { source: 'b' }],
    };
    const compilation = await compileTexts(configuration, { a: 'a.org\n\n! c', b: 'b.org' });
    expect(join(compilation.text(date)).split('\n')).toEqual([
      '!',
      '! Title: My list',
      '! Last modified: 2024-01-02T03:04:05.006Z',
      '!',
      '! Compiled by bloqr-backend',
      '!',
      ...['!', '! Source name: First', '! Source: a', '!', 'a.org', '! c'],
      ...['!', '! Source: b', '!', 'b.org'],
    ]);
  });

  it('never transforms the header of the list', async () => {
    const configuration: Configuration = {
      name: 'My list',
      sources: [{ source: 'a' }],
      exclusions: ['!'],
      transformations: ['RemoveComments', 'Compress', 'InvertAllow', 'Validate', 'Deduplicate'],
    };
    const { text } = await compileTexts(configuration, { a: 'a.org' }, { generator: 'me' });
    expect(join(text(date))).toBe(
      '!\n! Title: My list\n! Last modified: 2024-01-02T03:04:05.006Z\n!\n! Compiled by me\n!\n@@||a.org^',
    );
  });

  it('gives the same bytes each time they are asked for', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `0.0.0.0 host${index}.example.org`);
    const compilation = await compileTexts(
      {
        name: 'x',
        sources: [{ source: 'a' }],
        transformations: ['Compress', 'Deduplicate', 'InsertFinalNewLine'],
      },
      { a: lines.join('\n') },
    );
    const first = join(compilation.rules());
    expect(first.split('\n')).toHaveLength(20_004);
    expect(join(compilation.rules())).toBe(first);
    const text = join(compilation.text(date));
    expect(text.endsWith(`!\n${first}`)).toBe(true);
    expect(join(compilation.text(date))).toBe(text);
  });

  it('applies the transformations of a source to that source alone', async () => {
    const configuration: Configuration = {
      name: 'x',
      sources: [
        { source: 'a', transformations: ['Compress'], exclusions: ['b.org'] },
        { source: 'b', transformations: ['InvertAllow'], inclusions: ['.org'] },
        { source: 'c' },
      ],
    };
    const compilation = await compileTexts(configuration, {
      a: 'x.a.org\na.org\nb.org',
      b: 'a.org\nb.org\nc.net',
      c: 'a.org\nb.org\nc.net',
    });
    expect(join(compilation.rules()).split('\n')).toEqual([
      ...['!', '! Source: a', '!', '||a.org^'],
      ...['!', '! Source: b', '!', '@@a.org', '@@b.org'],
      ...['!', '! Source: c', '!', 'a.org', 'b.org', 'c.net'],
    ]);
  });

  it('lets the headers of sources take part in the transformations of the whole list', async () => {
    const configuration: Configuration = { name: 'x', sources: [{ source: 'a' }, { source: 'b' }] };
    const texts = { a: '||bad_^\na.org\nb.org', b: 'b.org\nc.org' };
    const rules = async (level: Partial<Configuration>) =>
      join((await compileTexts({ ...configuration, ...level }, texts)).rules()).split('\n');
    const headerOfB = ['!', '! Source: b', '!'];

    expect(await rules({ transformations: ['Validate'] })).toEqual([
      'a.org',
      'b.org',
      ...headerOfB,
      'b.org',
      'c.org',
    ]);
    expect(await rules({ transformations: ['Deduplicate'] })).toEqual([
      ...header,
      ...['||bad_^', 'a.org', ...headerOfB, 'b.org', 'c.org'],
    ]);
    expect(await rules({ transformations: ['RemoveComments'] })).toEqual([
      ...['||bad_^', 'a.org', 'b.org', 'b.org', 'c.org'],
    ]);
    expect(await rules({ exclusions: ['Source: a'], inclusions: ['!', 'a.org'] })).toEqual([
      ...['!', '!', 'a.org', ...headerOfB],
    ]);
  });

  it('reads filters from files, comments and blank lines left out', async () => {
    const configuration: Configuration = {
      name: 'x',
      sources: [{ source: 'a', exclusions: ['one'], exclusions_sources: ['e'] }],
      inclusions_sources: ['i', 'j'],
    };
    const texts = {
      a: 'one.org\ntwo.org\nthree.org\nfour.org',
      e: '! org\n\n# org\ntwo',
      i: '/^th/',
      j: 'f*',
    };
    const compilation = await compileTexts(configuration, texts);
    expect(join(compilation.rules()).split('\n')).toEqual(['three.org', 'four.org']);
  });

  it('names the place of a refused pattern', async () => {
    const texts = { a: 'a.org', e: 'fine\n/(?=x)/' };
    const place = async (configuration: Configuration) =>
      (await failureOf(compileTexts(configuration, texts))).place;
    const sources = [{ source: 'a' }];
    expect(await place({ name: 'x', sources, exclusions: ['', '/(/'] })).toEqual({
      pointer: '/exclusions/1',
    });
    expect(await place({ name: 'x', sources, inclusions_sources: ['a', 'e'] })).toEqual({
      pointer: '/inclusions_sources/1',
    });
    expect(await place({ name: 'x', sources: [{ source: 'a', inclusions: ['/\\1/'] }] })).toEqual({
      pointer: '/sources/0/inclusions/0',
    });
    expect(await place({ name: 'x', sources: [{ source: 'a', exclusions_sources: ['e'] }] })).toEqual({
      pointer: '/sources/0/exclusions_sources/0',
    });
  });

  it('makes an empty line of an empty source', async () => {
    expect(await rulesOf({}, '')).toEqual([...header, '']);
  });

  it('makes one empty line of nothing where a final line is asked for', async () => {
    const configuration: Configuration = {
      name: 'x',
      sources: [{ source: 'a' }],
      transformations: ['RemoveComments', 'RemoveEmptyLines', 'InsertFinalNewLine'],
    };
    const compilation = await compileTexts(configuration, { a: '! only' });
    expect(join(compilation.rules())).toBe('');
    expect(compilation.statistics).toMatchObject({ lineCount: 1, ruleCount: 0 });
    expect(join(compilation.text(date)).endsWith('\n! Compiled by bloqr-backend\n!\n')).toBe(true);
  });

  it('gives the header alone where nothing is left', async () => {
    const configuration: Configuration = {
      name: 'x',
      sources: [{ source: 'a' }],
      transformations: ['RemoveComments'],
    };
    const compilation = await compileTexts(configuration, { a: '! only' });
    expect(join(compilation.text(date)).endsWith('\n! Compiled by bloqr-backend\n!')).toBe(true);
    expect(compilation.statistics.lineCount).toBe(0);
  });

  it('tells of each source as it is read', async () => {
    const heard: CompileProgress[] = [];
    const configuration: Configuration = { name: 'x', sources: [{ source: 'a' }, { source: 'b' }] };
    await compileTexts(
      configuration,
      { a: 'ä.org\n\nb.org\n', b: '' },
      { onProgress: (at) => heard.push(at) },
    );
    expect(heard).toMatchObject([
      { kind: 'source-started', index: 0, source: 'a' },
      { kind: 'source-finished', index: 0, source: 'a', lineCount: 2, byteCount: 14 },
      { kind: 'source-started', index: 1, source: 'b' },
      { kind: 'source-finished', index: 1, source: 'b', lineCount: 1, byteCount: 0 },
    ]);
  });
});

describe('statistics', () => {
  it('count every line once', async () => {
    const configuration: Configuration = {
      name: 'x',
      sources: [
        { source: 'a', name: 'A', exclusions: ['excluded'], transformations: ['Compress', 'RemoveComments'] },
        { source: 'b' },
      ],
      inclusions: ['org', '!', '   '],
      transformations: ['Validate', 'Deduplicate', 'RemoveEmptyLines'],
    };
    const a = ['! gone', 'excluded.org', 'a.org', 'x.a.org', 'a.org', 'b.net', '||bad_.org^'];
    const b = ['! goes too', '||a.org^', '!', '||a.org^', '! stays', 'b.org', '    ', 'end.org'];
    const compilation = await compileTexts(configuration, { a: a.join('\n'), b: b.join('\n') });
    expect(join(compilation.rules()).split('\n')).toEqual(['!', '||a.org^', '! stays', 'b.org', 'end.org']);
    expect(compilation.statistics).toEqual({
      sources: [
        {
          source: 'a',
          status: 'read',
          name: 'A',
          lineCount: 7,
          byteCount: a.join('\n').length,
          fileCount: 1,
        },
        { source: 'b', status: 'read', lineCount: 8, byteCount: b.join('\n').length, fileCount: 1 },
      ],
      linesRead: 15,
      ruleCount: 3,
      lineCount: 5,
      removed: {
        excluded: 1,
        notIncluded: 1,
        // One by RemoveComments, one more with the rule below it; the headers are nobody's.
        comments: 1 + 1,
        blank: 1,
        duplicate: 1 + 2,
        redundant: 1,
        invalid: 1,
      },
    });
  });

  it('count the names of hosts rules one by one', async () => {
    const configuration: Configuration = {
      name: 'x',
      sources: [{ source: 'a', transformations: ['Compress', 'Validate'] }],
    };
    const compilation = await compileTexts(configuration, {
      a: '0.0.0.0 a.org x.a.org a.org localhost b.org',
    });
    expect(compilation.statistics).toMatchObject({
      linesRead: 1,
      ruleCount: 2,
      lineCount: 5,
      removed: { duplicate: 1, redundant: 1, invalid: 1 },
    });
  });
});

describe('diagnostics', () => {
  const lines = ['a.org', '127.0.0.1  # router', 'b.org', '127.0.0.1\t #'];
  const configuration: Configuration = {
    name: 'x',
    sources: [{ source: 'a' }, { source: 'b', transformations: ['Compress'] }],
  };

  it('name source and line', async () => {
    const texts = { a: lines.join('\n'), b: `\n${lines.join('\n\n')}` };
    const { diagnostics, diagnosticsDropped } = await compileTexts(configuration, texts);
    const found = {
      code: 'hosts-rule-without-name',
      severity: 'warning',
      message: 'A hosts rule without a name blocks nothing.',
      column: 0,
      source: 'b',
    };
    expect(diagnostics).toEqual([
      { ...found, line: 4 },
      { ...found, line: 8 },
    ]);
    expect(diagnosticsDropped).toBe(0);
  });

  it('are only counted beyond their limit', async () => {
    const texts = { a: '', b: lines.join('\n') };
    const compilation = await compileTexts(configuration, texts, { diagnosticsMax: 1 });
    expect(compilation.diagnostics).toHaveLength(1);
    expect(compilation.diagnosticsDropped).toBe(1);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompileOptions, compile } from '../src/compile.ts';
import { parseConfiguration } from '../src/configuration/parse-configuration.ts';
import { CompilerError } from '../src/errors.ts';
import { createSourceReader } from '../src/source/create-source-reader.ts';
import type { SourceReader } from '../src/source/source-reader.ts';
import { type CompatibilityExample, readCompatibilitySections } from './compatibility-examples.ts';
import { failure, fakeResponse, type ReadingOptions, readerOptions, readTexts } from './source-reading.ts';

const sections = readCompatibilitySections();
const examples = sections.flatMap((section) => section.examples);

/** HostlistCompiler's own compile; called, never read. */
const require = createRequire(import.meta.url);
const compileWithReference: (configuration: object) => Promise<string[]> =
  require('@adguard/hostlist-compiler');

/** What cannot be shown as an example: text that does not come from a file, or the way to it. */
const writtenTests: Readonly<Record<string, () => Promise<void>>> = {
  'filter-files-in-order': async () => {
    const asked: string[] = [];
    const texts = createReader({ a: '/(/', b: '/[/', list: '' });
    const reader: SourceReader = {
      read(reference, pointer, sink) {
        asked.push(reference);
        return texts.read(reference, pointer, sink);
      },
    };
    const configuration = parseConfiguration({
      name: 'Two files',
      sources: [{ source: 'list' }],
      exclusions_sources: ['b', 'a'],
    });
    expect(await failure(compile(configuration, { reader }))).toMatchObject({
      code: 'invalid-configuration',
      pointer: '/exclusions_sources/0',
    });
    expect(asked).toEqual(['b', 'a']);
  },
  'directive-limits': async () => {
    const nested = (depth: number) =>
      `${'!#if true\n'.repeat(depth)}||a.example.org^\n${'!#endif\n'.repeat(depth)}`;
    expect((await readTexts('list', { list: nested(256) })).lines).toEqual(['||a.example.org^']);
    await expectFailure(readTexts('list', { list: nested(257) }), 'directive-invalid');
    const long = `!#if ${'!'.repeat(1021)}true\n!#endif`;
    await expectFailure(readTexts('list', { list: long }), 'directive-invalid');
  },
  'source-limits': async () => {
    const texts = { list: '||a.example.org^' };
    await expectFailure(readTexts('list', texts, { limits: { fileBytesMax: 3 } }), 'source-too-large');
    await expectFailure(readTexts('list', texts, { limits: { totalBytesMax: 3 } }), 'source-too-large');
  },
  'source-guard': async () => {
    const urls = [
      'http://127.0.0.1/',
      'http://localhost/',
      'ftp://example.org/',
      'http://example.org:22/',
      'http://user@example.org/',
    ];
    for (const url of urls)
      await expectFailure(
        readAnswer(url, () => fakeResponse(200, {})),
        'source-refused',
      );
  },
  'redirect-to-http': () =>
    expectFailure(
      readAnswer('https://example.org/a.txt', () =>
        fakeResponse(302, { location: 'http://example.org/b.txt' }),
      ),
      'source-refused',
    ),
  'missing-content-type': async () => {
    const { lines } = await readAnswer('https://example.org/a.txt', () => fakeResponse(200, {}));
    expect(lines).toEqual(['a']);
  },
  'more-places': async () => {
    const opened: string[] = [];
    const openFile = async (path: string) => {
      opened.push(path);
      return (async function* () {})();
    };
    for (const reference of ['file:///lists/a.txt', '-'])
      await readTexts(reference, {}, { ports: { openFile } });
    expect(opened).toEqual(['/lists/a.txt', '-']);
  },
  'compiled-by': async () => {
    const configuration = parseConfiguration({ name: 'Header', sources: [{ source: 'list' }] });
    const reader = createReader({ list: '' });
    const compilation = await compile(configuration, { reader, generator: 'someone' });
    expect(decode(compilation.text(new Date(0)))).toContain('\n! Compiled by someone\n!\n');
  },
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bloqr-compatibility-'));
  // It says what it does on standard output.
  createRequire(require.resolve('@adguard/hostlist-compiler'))('consola').level = -999;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/compatibility.md', () => {
  it('has an example or a written test for each difference, and no test for anything else', () => {
    const withExamples = sections.filter((section) => section.examples.length > 0).map(({ name }) => name);
    const tested = [...withExamples, ...Object.keys(writtenTests)];
    expect(tested.toSorted()).toEqual(sections.map(({ name }) => name).toSorted());
  });

  it('names every difference that the random comparison knows', () => {
    const file = new URL('../../../tools/proof/fuzz/documented-differences.ts', import.meta.url);
    const known = Array.from(
      readFileSync(file, 'utf8').matchAll(/^ {4}name: '(.*)'|^ {2}'([a-z-]+)': \//gm),
      ([, name, syntax]) => name ?? syntax,
    );
    expect(known).not.toEqual([]);
    expect(sections.map(({ name }) => name)).toEqual(expect.arrayContaining(known));
  });

  it.each(Object.entries(writtenTests))('%s', (_name, test) => test());

  it.each(examples)('$title: ours', async (example) => {
    const { bloqr, strict } = example.expected;
    expect(await runOurs(example, 'compatible')).toBe(bloqr);
    if (strict !== undefined) expect(await runOurs(example, 'strict')).toBe(strict);
  });

  const comparable = examples.filter(({ expected }) => expected.hostlistCompiler !== '(never ends)');
  it.each(comparable)("$title: HostlistCompiler's", async (example) => {
    expect(await runReference(example)).toBe(example.expected.hostlistCompiler);
  });

  it('keeps line breaks of every field out of the header', async () => {
    const broken = 'text\r\n||example.com^\u2028||example.net^';
    const fields = { name: broken, description: broken, version: broken, homepage: broken, license: broken };
    const configuration = parseConfiguration({ ...fields, sources: [{ source: 'list', name: broken }] });
    const compilation = await compile(configuration, { reader: createReader({ list: '' }) });
    const lines = decode(compilation.text(new Date(0))).split(/[\r\n\u2028]/);
    expect(lines.filter((line) => line !== '' && !line.startsWith('!'))).toEqual([]);
  });
});

function configurationOf(
  { name, transformations, exclusions }: CompatibilityExample,
  source: string,
): object {
  return {
    name,
    sources: [{ source, name }],
    transformations,
    exclusions,
  };
}

function withoutComments(list: string): string {
  const lines = list.split('\n').filter((line) => !line.startsWith('!'));
  return lines.join('\n') || '(nothing)';
}

/** The list below its header and without comments, or in parentheses what came instead. */
async function runOurs(
  example: CompatibilityExample,
  mode: NonNullable<CompileOptions['mode']>,
): Promise<string> {
  const texts = Array.from(example.files, ([path, text]) => [`/lists/${path}`, text]);
  const reader = createReader(Object.fromEntries(texts));
  try {
    const configuration = parseConfiguration(configurationOf(example, '/lists/list.txt'));
    const compilation = await compile(configuration, { reader, mode });
    return withoutComments(decode(compilation.rules()));
  } catch (error) {
    if (error instanceof CompilerError) return `(refused: ${error.code})`;
    throw error;
  }
}

async function runReference(example: CompatibilityExample): Promise<string> {
  const home = join(folder, example.title, 'lists');
  for (const [path, text] of example.files) {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  try {
    const lines = await compileWithReference(configurationOf(example, join(home, 'list.txt')));
    // A line break in the title would show here, too: only what is below the header is compared.
    const headerEnd = lines.findIndex((line) => line.startsWith('! Compiled by ')) + 2;
    return withoutComments(lines.slice(headerEnd).join('\n'));
  } catch {
    return '(fails)';
  }
}

function createReader(texts: Readonly<Record<string, string>>): SourceReader {
  return createSourceReader(readerOptions({ preFetchedContent: new Map(Object.entries(texts)) }));
}

type Answer = ReturnType<typeof fakeResponse>;

function readAnswer(url: string, answer: () => Answer): ReturnType<typeof readTexts> {
  const options: ReadingOptions = { ports: { fetch: async () => answer() } };
  return readTexts(url, {}, options);
}

async function expectFailure(promise: Promise<unknown>, code: string): Promise<void> {
  expect(await failure(promise)).toMatchObject({ code });
}

function decode(chunks: Iterable<Uint8Array>): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

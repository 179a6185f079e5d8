import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Draft, emptyDraft } from '../draft/draft.ts';
import { makeLink, readLink } from './shared-configuration.ts';

const draft: Draft = {
  name: 'Bücher',
  text: 'https://example.org/a.txt\n||ä.example^\n',
  files: [{ name: 'mine.txt', text: '||private.example^' }],
  leavesOutFailing: true,
  target: 'pihole',
  transformations: ['Deduplicate', 'TrimLines'],
  place: 'browser',
};

/** A fragment with this in it, as somebody who means no good could write it. */
const pack = (value: unknown): string =>
  `#c1=${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;

describe('a link', () => {
  it('carries everything but the files', async () => {
    const made = await makeLink(draft);
    const { files: _, ...shared } = draft;
    expect(made).toMatchObject({ kind: 'made', secretCount: 0 });
    expect(await readLink(made.kind === 'made' ? made.fragment : '')).toEqual({
      kind: 'configuration',
      configuration: shared,
    });
  });

  it.each([
    'https://ada:pass@example.org/list.txt',
    'https://example.org/list.txt?token=abc',
    'https://example.org/list.txt?a=1&api_key=abc',
    'https://example.org/list.txt?X-Amz-Signature=abc',
  ])('leaves out %s, which would let in whoever has the link', async (secret) => {
    const made = await makeLink({ ...draft, text: `${secret}\n||a.example^\n` });
    expect(made).toMatchObject({ kind: 'made', secretCount: 1 });
    const read = await readLink(made.kind === 'made' ? made.fragment : '');
    expect(read).toMatchObject({ configuration: { text: '||a.example^\n' } });
  });

  it('is not made where it would be too long to be passed on', async () => {
    const text = Array.from({ length: 4000 }, (_, index) => `||${index * 7919}-${index ** 3}.example^`).join(
      '\n',
    );
    expect(await makeLink({ ...draft, text })).toEqual({ kind: 'too-long' });
    expect(await makeLink({ ...draft, text: 'x'.repeat(200_001) })).toEqual({ kind: 'too-long' });
  });

  it.each(['', '#', '#main', '#c2=abc', '#/c1='])('%j is none', async (fragment) => {
    expect(await readLink(fragment)).toEqual({ kind: 'none' });
  });

  it.each([
    { name: 'no base64', fragment: '#c1=<script>' },
    { name: 'nothing', fragment: '#c1=' },
    { name: 'what is not packed', fragment: '#c1=AAAA' },
    { name: 'no JSON', fragment: pack('{') },
    { name: 'what unpacks to very much', fragment: pack('"'.padEnd(5_000_000, 'x')) },
    { name: 'more than a link may have', fragment: `#c1=${'A'.repeat(8000)}` },
    { name: 'no UTF-8', fragment: `#c1=${deflateRawSync(Buffer.from([34, 255, 34])).toString('base64url')}` },
  ])('of $name is refused', async ({ fragment }) => {
    expect(await readLink(fragment)).toEqual({ kind: 'refused' });
  });

  it.each([
    { json: 'null' },
    { json: '[]' },
    { json: '{"name":{},"text":5,"target":"../x","transformations":"all","place":"elsewhere"}' },
    { json: '{"__proto__":{"text":"x"},"constructor":"y","toString":1}' },
  ])('of $json becomes nothing but an empty draft', async ({ json }) => {
    const { files: _, ...empty } = emptyDraft;
    expect(await readLink(pack(json))).toEqual({ kind: 'configuration', configuration: empty });
  });

  it('keeps only what could have been typed', async () => {
    const read = await readLink(
      pack({
        name: `a\u0000b${'x'.repeat(300)}`,
        transformations: ['Deduplicate', 'Deduplicate', 'rm -rf', {}],
      }),
    );
    expect(read).toMatchObject({
      configuration: { name: `a b${'x'.repeat(197)}`, transformations: ['Deduplicate'] },
    });
  });
});

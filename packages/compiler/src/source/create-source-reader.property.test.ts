import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeBody, fakeResponse, readLines } from '../../test/source-reading.ts';
import { CompilerError } from '../errors.ts';

const url = 'https://example.org/lists/ads.txt';

describe('whatever the bytes', () => {
  const pieces = [
    '!#if ',
    '!#else',
    '!#endif',
    '!#include ',
    'b',
    'true',
    '(',
    '&&',
    '||',
    '!',
    '\n',
    '\r',
    ' ',
    '../',
    'https://',
    '\ufeff',
    '\0',
    '<html',
    '//',
    '-',
    ':',
    '\ud800',
  ];
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(fc.constantFrom(...pieces), { maxLength: 40 })
      .map((parts) => new TextEncoder().encode(parts.join(''))),
  );

  it('nothing but a CompilerError is thrown, and every file is closed', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.integer({ min: 1, max: 50 }), async (main, included, chunkBytes) => {
        const bodies: FakeBody[] = [];
        const open = (content: Uint8Array) => {
          const chunks: Uint8Array[] = [];
          for (let at = 0; at < content.length; at += chunkBytes)
            chunks.push(content.subarray(at, at + chunkBytes));
          const body = new FakeBody(chunks);
          bodies.push(body);
          return body;
        };
        const ports = {
          openFile: async (path: string) => open(path === 'a' ? main : included),
          fetch: async () => fakeResponse(200, {}, open(included)),
        };
        for (const reference of ['a', 'd/a', url, '-']) {
          try {
            await readLines(reference, { ports });
          } catch (error) {
            if (!(error instanceof CompilerError)) throw error;
          }
          expect(bodies.filter((body) => !body.isClosed)).toEqual([]);
        }
      }),
      { numRuns: 2000, seed: 5 },
    );
  });

  it('nothing but a CompilerError is thrown for any reference', async () => {
    const openFile = async () => new FakeBody(['a']);
    const fetch = async () => fakeResponse(200, {});
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
          fc.webUrl(),
        ),
        async (reference) => {
          try {
            await readLines(reference, { ports: { openFile, fetch } });
          } catch (error) {
            if (!(error instanceof CompilerError)) throw error;
          }
        },
      ),
      { numRuns: 2000, seed: 6 },
    );
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { search } from './search-bundles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bloqr-search-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  { name: 'a secret key of Clerk', text: `const key = 'sk_${'test'}_${'a'.repeat(24)}'` },
  { name: 'a signing secret', text: `whsec${'_'}${'b'.repeat(32)}` },
  { name: 'a private key', text: `-----BEGIN PRIVATE ${'KEY'}-----\nMIIEvQIBADANBgkq` },
  { name: 'a private JWK', text: `{"kty":"RSA","d":"${'c'.repeat(64)}"}` },
  { name: 'an API key', text: `blq${'_'}${'0'.repeat(45)}` },
])('$name is found in a file', ({ name, text }) => {
  writeFileSync(join(folder, 'worker.js'), `before ${text} behind`);
  expect(search([folder]).hits).toEqual([`${name} in worker.js`]);
});

it('words about secrets are none', () => {
  writeFileSync(join(folder, 'worker.js'), 'sk_test_… or sk_live_…, whsec_…, blq_…, {"d":"x"}');
  expect(search([folder])).toEqual({ files: 1, bytes: expect.any(Number), hits: [] });
});

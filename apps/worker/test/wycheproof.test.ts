import { describe, expect, inject, it } from 'vitest';
import { readKeySet } from '../src/auth/jwt/fetch-key-set.ts';
import { parseJws } from '../src/auth/jwt/parse-jws.ts';
import { isSignedBy } from '../src/auth/jwt/rs256.ts';
import type { WycheproofGroup } from './wycheproof-vectors.ts';

const { signatures, keys } = inject('wycheproof');

/**
 * The ids of the tests whose token is accepted, each judged by the way that tokens go: the group's keys as a set that was
 * published, the token taken apart, then its signature. What its payload says plays no part.
 */
async function listAccepted(groups: readonly WycheproofGroup[]): Promise<number[]> {
  const accepted: number[] = [];
  for (const group of groups) {
    const published = group.public ?? group.private;
    const text = JSON.stringify(published.keys === undefined ? { keys: [published] } : published);
    const set = await readKeySet(new TextEncoder().encode(text));
    for (const { tcId, jws } of group.tests) {
      const parsed = parseJws(typeof jws === 'string' ? jws : JSON.stringify(jws));
      if (set.kind === 'failed' || parsed.kind === 'refused') continue;
      const key = set.keys.get(parsed.jws.keyId);
      if (key !== undefined && (await isSignedBy(key, parsed.jws))) accepted.push(tcId);
    }
  }
  return accepted;
}

function listIds(groups: readonly WycheproofGroup[], result: 'valid' | 'invalid'): number[] {
  return groups.flatMap(({ tests }) =>
    tests.filter((test) => test.result === result).map(({ tcId }) => tcId),
  );
}

/** Skipped where the vectors are not there. */
describe.skipIf(signatures.length === 0)('Wycheproof’s signatures', () => {
  it('all 401 are there, 355 of them invalid', () => {
    expect(listIds(signatures, 'valid')).toHaveLength(46);
    expect(listIds(signatures, 'invalid')).toHaveLength(355);
  });

  it('none that is invalid is accepted, and of the valid ones exactly those with RS256', async () => {
    const accepted = await listAccepted(signatures);
    expect(accepted.filter((id) => listIds(signatures, 'invalid').includes(id))).toEqual([]);
    const ofRs256 = signatures.filter(({ public: key, private: secret }) => (key ?? secret).alg === 'RS256');
    expect(accepted).toEqual(listIds(ofRs256, 'valid'));
  });
});

describe.skipIf(keys.length === 0)('Wycheproof’s keys', () => {
  it('none that is invalid is used, and of the valid ones exactly the one for RS256', async () => {
    expect(listIds(keys, 'invalid')).toHaveLength(21);
    expect(await listAccepted(keys)).toEqual([5]);
    expect(listIds(keys, 'valid')).toContain(5);
  });

  it.each([
    { tcId: 7, name: 'the mark of the broken library', reason: 'weak-key' },
    { tcId: 8, name: '1,024 bits', reason: 'weak-key' },
    { tcId: 9, name: 'an exponent of 1', reason: 'weak-key' },
    { tcId: 4, name: 'one id twice', reason: 'private-key' },
  ])('$name is the reason why set $tcId is refused', async ({ tcId, reason }) => {
    const group = keys.find(({ tests }) => tests.some((test) => test.tcId === tcId));
    const text = JSON.stringify(group?.public ?? group?.private);
    expect(await readKeySet(new TextEncoder().encode(text))).toEqual({ kind: 'failed', reason });
  });
});

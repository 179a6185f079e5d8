import { describe, expect, it } from 'vitest';
import { anOwnedKey } from '../../test/keys.ts';
import type { LogEntry } from '../lib/log.ts';
import { generateApiKey } from './api-key.ts';
import type { OwnedKey } from './api-key-store.ts';
import { hashKey } from './hash-key.ts';
import { createVerifyKey } from './verify-key.ts';

const key = generateApiKey((length) => crypto.getRandomValues(new Uint8Array(length)));
const start = Date.parse('2026-05-01T12:00:00.000Z');

const unused = async (): Promise<never> => {
  throw new Error('not called');
};

/** A judge over one key, whose looks and notes are counted. */
function createWith(found: OwnedKey | undefined, noteUse: () => Promise<void> = async () => {}) {
  const looks: string[] = [];
  const notes: { id: string; at: string; notedBefore: string }[] = [];
  const entries: LogEntry[] = [];
  const later: Promise<unknown>[] = [];
  const clock = { nowMs: start };
  const verify = createVerifyKey({
    store: {
      list: unused,
      create: unused,
      rename: unused,
      revoke: unused,
      rotate: unused,
      findByHash: async (hash) => {
        looks.push(hash);
        return found;
      },
      noteUse: async (id, now, notedBefore) => {
        notes.push({ id, at: now.toISOString(), notedBefore: notedBefore.toISOString() });
        await noteUse();
      },
    },
    log: (entry) => entries.push(entry),
    now: () => clock.nowMs,
  });
  return {
    looks,
    notes,
    entries,
    later,
    clock,
    verify: (text = key.text) => verify(text, (work) => later.push(work)),
  };
}

describe('the judge of keys', () => {
  it('looks a key up once, by its hash', async () => {
    const { verify, looks } = createWith(anOwnedKey());
    expect((await verify()).kind).toBe('valid');
    expect(looks).toEqual([hashKey(key)]);
  });

  it('looks nothing up where the checksum is wrong', async () => {
    const { verify, looks } = createWith(anOwnedKey());
    const other = key.text.endsWith('0') ? '1' : '0';
    expect(await verify(key.text.slice(0, -1) + other)).toEqual({ kind: 'invalid', reason: 'malformed' });
    expect(await verify('blq_')).toEqual({ kind: 'invalid', reason: 'malformed' });
    expect(looks).toEqual([]);
  });

  it('remembers no verdict', async () => {
    const { verify, looks } = createWith(undefined);
    for (let count = 0; count < 3; count++) {
      expect(await verify()).toEqual({ kind: 'invalid', reason: 'unknown' });
    }
    expect(looks).toHaveLength(3);
  });
});

describe('the note that a key was used', () => {
  it('is made once a minute, however often it is used', async () => {
    const { verify, notes, clock } = createWith(anOwnedKey());
    await Promise.all(Array.from({ length: 50 }, () => verify()));
    clock.nowMs += 59_999;
    await verify();
    expect(notes).toEqual([
      { id: 'key-1', at: '2026-05-01T12:00:00.000Z', notedBefore: '2026-05-01T11:59:00.000Z' },
    ]);
    clock.nowMs += 1;
    await verify();
    expect(notes).toHaveLength(2);
  });

  it('is not made where another isolate has just made it', async () => {
    const { verify, notes } = createWith(anOwnedKey({ lastUsedAt: '2026-05-01T11:59:00.001Z' }));
    await verify();
    expect(notes).toEqual([]);
  });

  it('is not made for a key that is refused', async () => {
    const { verify, notes } = createWith(anOwnedKey({ revokedAt: '2026-05-01T11:00:00.000Z' }));
    await verify();
    expect(notes).toEqual([]);
  });

  it('keeps nobody waiting', async () => {
    const { verify, notes, later } = createWith(anOwnedKey(), () => new Promise(() => {}));
    expect((await verify()).kind).toBe('valid');
    expect(notes).toHaveLength(1);
    expect(later).toHaveLength(1);
  });

  it('changes nothing where it fails, and says so in the log', async () => {
    const { verify, entries, later } = createWith(anOwnedKey(), async () => {
      throw new Error('D1_ERROR');
    });
    expect((await verify()).kind).toBe('valid');
    await Promise.all(later);
    expect(entries).toEqual([{ level: 'error', event: 'key-use-not-noted' }]);
  });
});

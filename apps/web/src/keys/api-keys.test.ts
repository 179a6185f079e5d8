import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isExpired, readKey, readKeys, readMadeKey, writeKeyCommand } from './api-keys.ts';

describe('the list of keys', () => {
  it('is read field by field, and something else is none', () => {
    const key = {
      id: '1',
      prefix: 'blq_a',
      name: '<b>',
      scopes: ['compile'],
      expiresAt: null,
      lastUsedAt: null,
    };
    expect(readKeys({ keys: [{ ...key, createdAt: 'x' }, 5] })).toEqual([
      { ...key, expiresAt: undefined, lastUsedAt: undefined, createdAt: 'x' },
      {
        id: '',
        prefix: '',
        name: '',
        scopes: [],
        expiresAt: undefined,
        lastUsedAt: undefined,
        createdAt: '',
      },
    ]);
    expect(readKeys({ keys: {} })).toBeUndefined();
  });

  it('tells those that are over', () => {
    const ending = readKey({ expiresAt: '1970-01-01T00:00:01.000Z' });
    expect([isExpired(ending, 999), isExpired(ending, 1000), isExpired(readKey({}), 1000)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('a key that was made', () => {
  it('is none without its text', () => {
    expect(readMadeKey({ id: '1', name: 'k' })).toBeUndefined();
    expect(readMadeKey({ id: '1', name: 'k', key: 'blq_x', replaces: { expiresAt: 'soon' } })).toEqual({
      id: '1',
      name: 'k',
      text: 'blq_x',
      replacedUntil: 'soon',
    });
  });

  it('comes with a command that a shell takes apart as it is meant', () => {
    const command = writeKeyCommand('blq_x', 'https://bloqr.example').replace(/^curl/, `printf '%s\\n'`);
    const words = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(words.slice(0, 7)).toEqual([
      'https://bloqr.example/api/compile',
      '-H',
      'Authorization: Bearer blq_x',
      '-H',
      'Content-Type: application/json',
      '-H',
      'Accept: text/plain',
    ]);
    expect(words[7]).toBe('-d');
    expect(JSON.parse(words[8] ?? '')).toMatchObject({ preFetchedContent: { mine: expect.any(String) } });
  });
});

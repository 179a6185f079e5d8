import { describe, expect, it } from 'vitest';
import type { TextStore } from '../../draft/draft-store.ts';
import type { ClerkSession } from './clerk-global.ts';
import { ClerkTokens } from './clerk-token.ts';

const missing = { status: 404, errors: [{ code: 'resource_not_found' }] };

function createStore(): TextStore {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
}

/** A session that says what it is asked, and fails with `failure` where the template is. */
function createSession(failure?: unknown) {
  const asked: string[] = [];
  const session: ClerkSession = {
    id: 'sess_1',
    getToken: async ({ template, skipCache } = {}) => {
      asked.push(`${template ?? 'plain'}${skipCache === true ? ', fresh' : ''}`);
      if (template !== undefined && failure !== undefined) throw failure;
      return template ?? 'plain';
    },
  };
  return { asked, session };
}

describe('tokens of Clerk', () => {
  it('are of the template, fresh where a kept one does not do', async () => {
    const { asked, session } = createSession();
    const tokens = new ClerkTokens(createStore(), 'pk_test_1');
    expect(await tokens.get(session)).toBe('bloqr-backend');
    await tokens.get(session, true);
    expect(asked).toEqual(['bloqr-backend', 'bloqr-backend, fresh']);
  });

  it('are plain where there is no template, which is asked once in a tab and for each instance', async () => {
    const { asked, session } = createSession(missing);
    const store = createStore();
    for (const instance of ['pk_test_1', 'pk_test_1', 'pk_test_2'])
      expect(await new ClerkTokens(store, instance).get(session)).toBe('plain');
    expect(asked).toEqual(['bloqr-backend', 'plain', 'plain', 'bloqr-backend', 'plain']);
  });

  it('are asked for without a store, too', async () => {
    const forbid = (): never => {
      throw new DOMException('no storage', 'SecurityError');
    };
    const tokens = new ClerkTokens({ getItem: forbid, setItem: forbid }, 'pk_test_1');
    expect(await tokens.get(createSession(missing).session)).toBe('plain');
  });

  it.each([new TypeError('failed'), { status: 404, errors: [{ code: 'other' }] }, { status: 500 }])(
    'fail where it is not the template that is missing: %j',
    async (failure) => {
      const tokens = new ClerkTokens(createStore(), 'pk_test_1');
      await expect(tokens.get(createSession(failure).session)).rejects.toBe(failure);
    },
  );

  it('are none where the session is over', async () => {
    const over: ClerkSession = { id: 'sess_1', getToken: async () => null };
    expect(await new ClerkTokens(createStore(), 'pk_test_1').get(over)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../test/test-clock.ts';
import { createClerkAdapter } from './clerk-adapter.ts';
import type { ClerkSession } from './clerk-global.ts';

const session: ClerkSession = { id: 'sess_1', getToken: async () => 'token' };
const tokens = { get: async () => 'token' };

describe('Clerk as the session sees it', () => {
  it.each([
    { session, kind: 'signed-in' },
    { session: null, kind: 'signed-out' },
    { session: undefined, kind: 'signed-out' },
  ])('is $kind', async ({ session, kind }) => {
    const { delay } = createTestClock();
    const adapter = createClerkAdapter({ session, signOut: async () => undefined }, tokens, delay);
    const state = await adapter.check();
    expect(state.kind).toBe(kind);
    expect(state.kind === 'signed-in' && (await state.getToken())).toBe(kind === 'signed-in' && 'token');
  });

  it.each([
    { name: 'refuses', signOut: () => Promise.reject(new Error('{"status":500}')), waitMs: 0 },
    { name: 'does not answer', signOut: () => new Promise<never>(() => undefined), waitMs: 10_000 },
  ])('says in a sentence that the session goes on where Clerk $name', async ({ signOut, waitMs }) => {
    const clock = createTestClock();
    const ended = createClerkAdapter({ session, signOut }, tokens, clock.delay).signOut();
    clock.pass(waitMs);
    await expect(ended).rejects.toThrow('Clerk did not end the session. Try again.');
  });
});

it('a token that does not come is waited for no longer than 10 s', async () => {
  const clock = createTestClock();
  const never = { get: () => new Promise<never>(() => undefined) };
  const state = await createClerkAdapter(
    { session, signOut: async () => undefined },
    never,
    clock.delay,
  ).check();
  const token = state.kind === 'signed-in' ? state.getToken() : undefined;
  clock.pass(10_000);
  await expect(token).rejects.toThrow('does not answer');
});

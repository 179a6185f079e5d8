import { describe, expect, it } from 'vitest';
import { aUser } from '../../test/keys.ts';
import { createScriptedProvider, type ScriptedToken } from '../../test/scripted-provider.ts';
import type { KeyVerification } from '../api-keys/key-verification.ts';
import type { LogEntry } from '../lib/log.ts';
import type { AccountTier, User, UserSubject } from '../users/user.ts';
import type { EnsuredUser, UserStore } from '../users/user-store.ts';
import { createAuthenticate } from './authenticate.ts';
import type { RouteDeclaration } from './route.ts';

const row = aUser({ subject: { provider: 'clerk', id: 'user_t' }, sourceUpdatedAtMs: 1 });

interface Scene {
  readonly token?: ScriptedToken;
  readonly ensured?: EnsuredUser | Error;
  readonly noted?: { readonly isNew: boolean } | Error;
  readonly keyVerification?: KeyVerification;
  readonly credential?: string | null;
  readonly authority?: RouteDeclaration['authority'];
  readonly routeCredential?: RouteDeclaration['credential'];
}

async function play({
  token = {},
  ensured = { kind: 'found', user: row, isNew: false },
  noted = { isNew: true },
  keyVerification = { kind: 'invalid', reason: 'unknown' },
  credential = 't',
  authority = 'row',
  routeCredential = 'optional',
}: Scene) {
  const calls: { name: string; subject: UserSubject; tier?: AccountTier }[] = [];
  const entries: LogEntry[] = [];
  const work: Promise<unknown>[] = [];
  const clock = { nowMs: 0 };
  const unused = async (): Promise<never> => {
    throw new Error('not asked');
  };
  const users: UserStore = {
    find: unused,
    complete: unused,
    list: unused,
    async ensure(subject, tier) {
      calls.push({ name: 'ensure', subject, tier });
      if (ensured instanceof Error) throw ensured;
      return ensured;
    },
    async note(subject, tier) {
      calls.push({ name: 'note', subject, tier });
      if (noted instanceof Error) throw noted;
      return noted;
    },
  };
  const authenticate = createAuthenticate({
    providers: [createScriptedProvider({ t: token })],
    verifyKey: async () => keyVerification,
    users,
    completeUser: async (subject) => {
      calls.push({ name: 'complete', subject });
    },
    log: (entry) => entries.push(entry),
    now: () => clock.nowMs,
  });
  const request = new Request('https://bloqr.test/api/x', {
    headers: credential === null ? {} : { Authorization: `Bearer ${credential}` },
  });
  const ask = () =>
    authenticate(
      request,
      { credential: routeCredential, authority },
      { waitUntil: (one) => work.push(one), requestId: 'id-1' },
    );
  const result = await ask();
  await Promise.all(work);
  return { result, calls, entries, ask, clock };
}

const found = (change: Partial<User>, isNew = false): EnsuredUser => ({
  kind: 'found',
  user: { ...row, ...change },
  isNew,
});

describe('the tier of a session', () => {
  it.each([
    {
      name: 'a fresh claim',
      token: { claimedTier: 'pro' },
      authority: 'claim',
      tier: 'pro',
      asked: ['note', 'complete'],
    },
    { name: 'no claim', token: {}, authority: 'claim', tier: 'free', asked: ['ensure'] },
    {
      name: 'a claim of a token that lives long',
      token: { claimedTier: 'pro', isClaimFresh: false },
      authority: 'claim',
      tier: 'pro',
      asked: ['ensure'],
    },
    {
      name: 'a claim older than the row',
      token: { claimedTier: 'pro', issuedAtMs: 1000 },
      row: { sourceUpdatedAtMs: 1000 },
      authority: 'row',
      tier: 'free',
      asked: ['ensure'],
    },
    {
      name: 'a claim newer than the row',
      token: { claimedTier: 'pro', issuedAtMs: 1001 },
      row: { sourceUpdatedAtMs: 1000 },
      authority: 'row',
      tier: 'pro',
      asked: ['ensure'],
    },
    {
      name: 'a lower claim newer than the row',
      token: { claimedTier: 'free', issuedAtMs: 1001 },
      row: { tier: 'admin', sourceUpdatedAtMs: 1000 },
      authority: 'row',
      tier: 'free',
      asked: ['ensure'],
    },
    {
      name: 'a claim where the row alone counts',
      token: { claimedTier: 'admin', issuedAtMs: 1001 },
      row: { sourceUpdatedAtMs: 1000 },
      authority: 'row-alone',
      tier: 'free',
      asked: ['ensure'],
    },
    {
      name: 'a row alone',
      token: { claimedTier: 'free' },
      row: { tier: 'admin' },
      authority: 'row-alone',
      tier: 'admin',
      asked: ['ensure'],
    },
  ] as const)('with $name', async ({ token, authority, tier, asked, ...rest }) => {
    const ensured = found('row' in rest ? rest.row : {});
    const { result, calls } = await play({ token, ensured, authority });
    expect(result).toMatchObject({
      kind: 'known',
      principal: { kind: 'session', tier, rateKey: 'user:clerk:user_t' },
    });
    expect(calls.map(({ name }) => name)).toEqual(asked);
  });

  it.each([
    { name: 'the claim of a fresh token', token: { claimedTier: 'admin' }, first: 'admin' },
    { name: 'free without a claim', token: {}, first: 'free' },
    {
      name: 'free where the token lives long',
      token: { claimedTier: 'admin', isClaimFresh: false },
      first: 'free',
    },
  ] as const)('of a row that is made is $name', async ({ token, first }) => {
    const { calls } = await play({ token });
    expect(calls[0]).toMatchObject({ name: 'ensure', tier: first });
  });
});

describe('somebody new', () => {
  const subject: UserSubject = { provider: 'clerk', id: 'user_t' };

  it('is completed from the provider when their row was made', async () => {
    const { calls } = await play({ ensured: found({ sourceUpdatedAtMs: 0 }, true) });
    expect(calls.slice(1)).toEqual([{ name: 'complete', subject }]);
  });

  it('is completed at a later request where nothing has come since', async () => {
    const { calls } = await play({ ensured: found({ sourceUpdatedAtMs: 0 }) });
    expect(calls.slice(1)).toEqual([{ name: 'complete', subject }]);
  });

  it('is noted once where the claim is enough', async () => {
    const { calls, ask } = await play({ token: { claimedTier: 'pro' }, authority: 'claim' });
    await ask();
    expect(calls).toEqual([
      { name: 'note', subject, tier: 'pro' },
      { name: 'complete', subject },
    ]);
  });

  it('is noted ten seconds later where the database failed, and gets their answer all the same', async () => {
    const scene = { token: { claimedTier: 'pro' }, authority: 'claim', noted: new Error('down') } as const;
    const { calls, ask, clock, result } = await play(scene);
    expect(result).toMatchObject({ kind: 'known', principal: { tier: 'pro' } });
    clock.nowMs = 9999;
    await ask();
    expect(calls.map(({ name }) => name)).toEqual(['note']);
    clock.nowMs = 10_000;
    await ask();
    expect(calls.map(({ name }) => name)).toEqual(['note', 'note']);
  });
});

describe('a refusal', () => {
  const session = { code: 'invalid-session-token', detail: 'The session token is not accepted.' };
  it.each([
    { name: 'an unknown token', scene: { credential: 'x' }, report: session, hasFailed: true },
    { name: 'a header that is none', scene: { credential: ',' }, report: session, hasFailed: true },
    { name: 'a deleted person', scene: { ensured: { kind: 'deleted' } }, report: session, hasFailed: true },
    {
      name: 'a banned person',
      scene: { ensured: found({ isBanned: true }) },
      report: session,
      hasFailed: true,
    },
    {
      name: 'an unknown key',
      scene: { credential: 'blq_x' },
      report: { code: 'invalid-api-key' },
      hasFailed: true,
    },
    {
      name: 'a pending session',
      scene: { token: { kind: 'pending' } },
      report: { code: 'session-pending' },
      hasFailed: true,
    },
    {
      name: 'a provider that does not answer',
      scene: { token: { kind: 'unavailable', reason: 'timeout', retryAfterSeconds: 7 } },
      report: { code: 'unavailable', retryAfterSeconds: expect.any(Number) },
      hasFailed: false,
    },
    {
      name: 'a database that fails',
      scene: { ensured: new Error('SQL of the database') },
      report: { code: 'unavailable', retryAfterSeconds: expect.any(Number) },
      hasFailed: false,
    },
  ] as const)('of $name', async ({ scene, report, hasFailed }) => {
    const { result, entries } = await play(scene);
    expect(result).toMatchObject({ kind: 'refused', report, hasFailed });
    expect(JSON.stringify([result, entries])).not.toContain('SQL');
  });

  it('tells the log why and the caller nothing', async () => {
    const answers = await Promise.all([
      play({ credential: 'x' }),
      play({ ensured: { kind: 'deleted' } }),
      play({ ensured: found({ isBanned: true }) }),
    ]);
    const [first, ...others] = answers.map(({ result }) => result);
    for (const other of others) expect(other).toEqual(first);
    expect(answers.flatMap(({ entries }) => entries.map(({ reason }) => reason))).toEqual([
      'unknown',
      'deleted',
      'banned',
    ]);
    for (const { entries } of answers) expect(entries[0]).toMatchObject({ requestId: 'id-1' });
  });
});

describe('a request', () => {
  it.each([
    { name: 'without a credential', scene: { credential: null } },
    { name: 'to a route that asks nobody', scene: { credential: 'x', routeCredential: 'none' } },
  ] as const)('$name is anonymous', async ({ scene }) => {
    const { result, calls } = await play(scene);
    expect(result).toMatchObject({ kind: 'known', principal: { kind: 'anonymous', tier: 'anonymous' } });
    expect(calls).toEqual([]);
  });

  it('with an API key is its owner’s', async () => {
    const keyVerification: KeyVerification = {
      kind: 'valid',
      keyId: 'k',
      scopes: ['compile'],
      user: { ...row, tier: 'pro' },
    };
    const { result } = await play({ credential: 'blq_x', keyVerification });
    expect(result).toMatchObject({
      kind: 'known',
      principal: { kind: 'api-key', tier: 'pro', rateKey: 'user:clerk:user_t', scopes: ['compile'] },
    });
  });
});

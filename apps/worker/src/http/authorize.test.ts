import { type Scope, scopes, type Tier, tiers } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { aUser } from '../../test/keys.ts';
import type { Principal } from '../auth/principal.ts';
import type { AccountTier } from '../users/user.ts';
import { type Demand, findRefusal } from './authorize.ts';

const user = aUser();

const anonymous: Principal = { kind: 'anonymous', tier: 'anonymous', rateKey: 'a' };
const session = (tier: AccountTier, impersonator?: string): Principal => ({
  kind: 'session',
  tier,
  rateKey: 'u',
  user,
  session: {
    provider: 'clerk',
    subject: 'user_1',
    issuedAtMs: 0,
    claimedTier: undefined,
    isClaimFresh: true,
    impersonator,
  },
});
const key = (tier: AccountTier, own: readonly Scope[]): Principal => ({
  kind: 'api-key',
  tier,
  rateKey: 'u',
  keyId: 'k',
  scopes: own,
  user,
});

const demands: Record<'compile' | 'config' | 'account' | 'keys' | 'newKey' | 'admin', Demand> = {
  compile: { method: 'POST', credential: 'optional', tier: 'anonymous', scope: 'compile' },
  config: { method: 'GET', credential: 'optional', tier: 'anonymous', scope: null },
  account: { method: 'GET', credential: 'required', tier: 'free', scope: 'account' },
  keys: { method: 'GET', credential: 'required', tier: 'free', scope: null },
  newKey: { method: 'POST', credential: 'required', tier: 'free', scope: null },
  admin: { method: 'GET', credential: 'required', tier: 'admin', scope: null },
};

describe('findRefusal', () => {
  it.each([
    {
      who: 'nobody',
      principal: anonymous,
      refusals: {
        account: 'authentication-required',
        keys: 'authentication-required',
        newKey: 'authentication-required',
        admin: 'authentication-required',
      },
    },
    { who: 'a free user', principal: session('free'), refusals: { admin: 'tier-too-low' } },
    { who: 'a pro user', principal: session('pro'), refusals: { admin: 'tier-too-low' } },
    { who: 'an admin', principal: session('admin'), refusals: {} },
    {
      who: 'an impersonated user',
      principal: session('free', 'user_2'),
      refusals: { newKey: 'session-impersonated', admin: 'tier-too-low' },
    },
    {
      who: 'an impersonated admin',
      principal: session('admin', 'user_2'),
      refusals: { newKey: 'session-impersonated', admin: 'session-impersonated' },
    },
    {
      who: 'a key to compile',
      principal: key('free', ['compile']),
      refusals: {
        account: 'scope-missing',
        keys: 'session-required',
        newKey: 'session-required',
        admin: 'session-required',
      },
    },
    {
      who: 'a key to the account',
      principal: key('free', ['account']),
      refusals: {
        compile: 'scope-missing',
        keys: 'session-required',
        newKey: 'session-required',
        admin: 'session-required',
      },
    },
    {
      who: 'an admin’s key',
      principal: key('admin', scopes),
      refusals: { keys: 'session-required', newKey: 'session-required', admin: 'session-required' },
    },
    {
      who: 'a key to nothing',
      principal: key('admin', []),
      refusals: {
        compile: 'scope-missing',
        account: 'scope-missing',
        keys: 'session-required',
        newKey: 'session-required',
        admin: 'session-required',
      },
    },
  ])('lets $who do what the routes say', ({ principal, refusals }) => {
    const found = Object.entries(demands).flatMap(([name, demand]) => {
      const refusal = findRefusal(principal, demand);
      return refusal === undefined ? [] : [[name, refusal.code]];
    });
    expect(Object.fromEntries(found)).toEqual(refusals);
  });

  it('asks for a tier at least as high as the route’s, for each pair', () => {
    const allowed: [AccountTier, Tier][] = [];
    for (const tier of ['free', 'pro', 'admin'] as const) {
      for (const needed of tiers) {
        if (findRefusal(session(tier), { ...demands.account, tier: needed }) === undefined)
          allowed.push([tier, needed]);
      }
    }
    expect(allowed).toEqual([
      ['free', 'anonymous'],
      ['free', 'free'],
      ['pro', 'anonymous'],
      ['pro', 'free'],
      ['pro', 'pro'],
      ['admin', 'anonymous'],
      ['admin', 'free'],
      ['admin', 'pro'],
      ['admin', 'admin'],
    ]);
  });
});

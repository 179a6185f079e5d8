import { describe, expect, it } from 'vitest';
import { readSignInWays } from './sign-in-ways.ts';

describe('the ways to sign in', () => {
  it('are those that the service names, in its order', () => {
    const auth = {
      providers: ['better-auth', 'clerk', 'another'],
      clerkPublishableKey: 'pk_test_x',
      clerkProxyUrl: '/__clerk',
      betterAuth: { social: ['google', 'myspace'], sendsEmail: true, requiresVerifiedEmail: true },
    };
    expect(readSignInWays({ auth })).toEqual({
      providers: ['better-auth', 'clerk'],
      clerkPublishableKey: 'pk_test_x',
      clerkProxyUrl: '/__clerk',
      own: { social: ['google'], sendsEmail: true, requiresVerifiedEmail: true },
    });
  });

  it.each([undefined, null, {}, { auth: 5 }])('are none where %j is answered', (config) => {
    expect(readSignInWays(config)).toEqual({
      providers: [],
      clerkPublishableKey: undefined,
      clerkProxyUrl: undefined,
      own: { social: [], sendsEmail: false, requiresVerifiedEmail: false },
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sdkCalls } from './sdk-calls.ts';
import { createScene } from './sdk-scene.ts';
import { type ServedEmulator, serveEmulator } from './serve-emulator.ts';

let served: ServedEmulator;

beforeEach(async () => {
  served = await serveEmulator();
});

afterEach(() => served.close());

describe('the real @clerk/backend works against the local Clerk', () => {
  it.each(sdkCalls)('$name', async ({ run }) => {
    await run(createScene(served));
  });

  it('in every call of users, sessions, signInTokens, actorTokens, testingTokens, jwks and jwtTemplates but those named here', () => {
    const { clerk } = createScene(served);
    const tested = new Set(sdkCalls.map(({ name }) => name.split(' ')[0]));
    const groups = [
      'users',
      'sessions',
      'signInTokens',
      'actorTokens',
      'testingTokens',
      'jwks',
      'jwtTemplates',
    ] as const;
    const untested = groups.flatMap((group) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(clerk[group]))
        .map((method) => `${group}.${method}`)
        .filter((name) => !name.endsWith('.constructor') && !tested.has(name)),
    );
    expect(untested.toSorted()).toEqual([
      'sessions.refreshSession',
      'sessions.verifySession',
      'users.deleteUserExternalAccount',
      'users.deleteUserPasskey',
      'users.deleteUserProfileImage',
      'users.deleteUserWeb3Wallet',
      'users.updateUserProfileImage',
      'users.verifyTOTP',
    ]);
  });
});

import { createClerkClient, verifyToken } from '@clerk/backend';
import { expect, it } from 'vitest';
import { serveEmulator } from './serve-emulator.ts';

it('answers the real SDK', async () => {
  const served = await serveEmulator();
  const clerk = createClerkClient({
    apiUrl: served.url,
    secretKey: served.secretKey,
    publishableKey: served.publishableKey,
    telemetry: { disabled: true },
  });
  const user = await clerk.users.createUser({
    emailAddress: ['A@example.com'],
    publicMetadata: { tier: 'free' },
  });
  expect((await clerk.users.getUserList()).totalCount).toBe(1);
  const changed = await clerk.users.updateUserMetadata(user.id, {
    publicMetadata: { tier: 'pro', a: { b: 1 } },
  });
  expect(changed.publicMetadata).toEqual({ tier: 'pro', a: { b: 1 } });
  const session = await clerk.sessions.createSession({ userId: user.id });
  const token = await clerk.sessions.getToken(session.id);
  const claims = await verifyToken(token.jwt, { secretKey: served.secretKey, apiUrl: served.url });
  expect(claims.sub).toBe(user.id);
  await served.close();
});

import assert from 'node:assert/strict';
import { verifyToken } from '@clerk/backend';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { createSession, createTemplate, createUser, type SdkCall } from './sdk-scene.ts';

/** Sessions, their tokens, and what begins sessions. */
export const sessionCalls: readonly SdkCall[] = [
  {
    name: 'sessions.createSession',
    run: async (scene) => {
      const { user, session } = await createSession(scene);
      assert.match(session.id, /^sess_[0-9A-Za-z]{27}$/);
      assert.deepEqual([session.userId, session.status], [user.id, 'active']);
    },
  },
  {
    name: 'sessions.getSession',
    run: async (scene) => {
      const { session } = await createSession(scene);
      assert.deepEqual(await scene.clerk.sessions.getSession(session.id), session);
    },
  },
  {
    name: 'sessions.getSessionList',
    run: async (scene) => {
      const { user, session } = await createSession(scene);
      const { data, totalCount } = await scene.clerk.sessions.getSessionList({ userId: user.id });
      assert.deepEqual([data, totalCount], [[session], 1]);
    },
  },
  {
    name: 'sessions.revokeSession',
    run: async (scene) => {
      const { session } = await createSession(scene);
      assert.equal((await scene.clerk.sessions.revokeSession(session.id)).status, 'revoked');
      await assert.rejects(scene.clerk.sessions.getToken(session.id), { status: 404 });
    },
  },
  {
    name: 'sessions.getToken',
    run: async (scene) => {
      const { user, session } = await createSession(scene);
      const { jwt } = await scene.clerk.sessions.getToken(session.id, undefined, 120);
      const { keys = [] } = await scene.clerk.jwks.getJwks();
      const { payload } = await jwtVerify(jwt, createLocalJWKSet({ keys }), { issuer: scene.served.issuer });
      assert.deepEqual([payload.sub, payload.sid, payload.azp], [user.id, session.id, undefined]);
      assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 120);
    },
  },
  {
    name: 'sessions.getToken (template)',
    run: async (scene) => {
      const { user, session } = await createSession(scene);
      await scene.clerk.users.updateUserMetadata(user.id, { publicMetadata: { tier: 'pro' } });
      const { name } = await createTemplate(scene);
      const { jwt } = await scene.clerk.sessions.getToken(session.id, name);
      const { secretKey, url: apiUrl } = scene.served;
      const claims = await verifyToken(jwt, { secretKey, apiUrl });
      assert.deepEqual(claims.metadata, { tier: 'pro' });
      assert.equal(claims.sid, undefined);
      await assert.rejects(scene.clerk.sessions.getToken(session.id, 'absent'), { status: 404 });
    },
  },
  {
    name: 'signInTokens.createSignInToken',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const token = await scene.clerk.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
      assert.deepEqual([token.userId, token.status], [userId, 'pending']);
      assert.ok(token.token.length > 0);
    },
  },
  {
    name: 'signInTokens.revokeSignInToken',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const { id } = await scene.clerk.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
      assert.equal((await scene.clerk.signInTokens.revokeSignInToken(id)).status, 'revoked');
      await assert.rejects(scene.clerk.signInTokens.revokeSignInToken(id), { status: 400 });
    },
  },
  {
    name: 'actorTokens.create',
    run: async (scene) => {
      const [user, support] = [await createUser(scene), await createUser(scene)];
      const actor = { sub: support.id };
      const token = await scene.clerk.actorTokens.create({ userId: user.id, actor, expiresInSeconds: 600 });
      assert.deepEqual([token.status, token.userId, token.actor], ['pending', user.id, actor]);
    },
  },
  {
    name: 'actorTokens.revoke',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const { id } = await scene.clerk.actorTokens.create({
        userId,
        actor: { sub: userId },
        expiresInSeconds: 600,
      });
      assert.equal((await scene.clerk.actorTokens.revoke(id)).status, 'revoked');
    },
  },
  {
    name: 'testingTokens.createTestingToken',
    run: async ({ clerk }) => {
      // The SDK has no class for it and gives back the answer as it is.
      const { token, ...rest } = await clerk.testingTokens.createTestingToken();
      const expiresAt = Number(Object.entries(rest).find(([name]) => name === 'expires_at')?.[1]);
      assert.match(token, /^\d{10}-c_[0-9A-Za-z]{27}$/);
      assert.ok(expiresAt > 1_700_000_000 && expiresAt < 100_000_000_000, 'in seconds');
    },
  },
];

import assert from 'node:assert/strict';
import { verifyToken } from '@clerk/backend';
import { createTemplate, createUser, type SdkCall } from './sdk-scene.ts';

/** What a server does with the tokens that pages send it. */
export const verificationCalls: readonly SdkCall[] = [
  {
    name: 'verifyToken',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const origin = 'http://localhost:8787';
      const { jwt } = await scene.served.emulator.mintToken({ userId, origin });
      const { secretKey, url: apiUrl } = scene.served;
      const options = { secretKey, apiUrl, authorizedParties: [origin] };
      const { sub, azp, sts } = await verifyToken(jwt, options);
      assert.deepEqual([sub, azp, sts], [userId, origin, 'active']);
      await assert.rejects(
        verifyToken(jwt, { ...options, authorizedParties: ['https://elsewhere.example'] }),
      );
    },
  },
  {
    name: 'authenticateRequest (header)',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const origin = 'http://localhost:8787';
      const { jwt, sessionId } = await scene.served.emulator.mintToken({ userId, origin });
      const request = new Request(`${origin}/api/keys`, { headers: { Authorization: `Bearer ${jwt}` } });
      const state = await scene.clerk.authenticateRequest(request, { authorizedParties: [origin] });
      assert.equal(state.isAuthenticated, true);
      const auth = state.toAuth();
      assert.deepEqual(auth && 'sessionId' in auth && [auth.userId, auth.sessionId], [userId, sessionId]);
    },
  },
  {
    name: 'authenticateRequest (pending)',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const { jwt } = await scene.served.emulator.mintToken({ userId, status: 'pending' });
      const headers = { Authorization: `Bearer ${jwt}` };
      const state = await scene.clerk.authenticateRequest(new Request('http://localhost:8787/', { headers }));
      const auth = state.toAuth();
      assert.equal(auth && 'userId' in auth && auth.userId, null, 'signed out as long as a task is open');
    },
  },
  {
    name: 'authenticateRequest (template token)',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const { name: template } = await createTemplate(scene);
      const { jwt } = await scene.served.emulator.mintToken({ userId, template });
      const headers = { Authorization: `Bearer ${jwt}` };
      const state = await scene.clerk.authenticateRequest(new Request('http://localhost:8787/', { headers }));
      assert.deepEqual([state.isAuthenticated, state.reason], [false, 'token-type-mismatch']);
    },
  },
  {
    name: 'authenticateRequest (rotated key)',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const rotated = await fetch(`${scene.served.url}/emulator/keys`, { method: 'POST' });
      const { kid }: { kid: string } = JSON.parse(await rotated.text());
      const { jwt } = await scene.served.emulator.mintToken({ userId });
      const headers = { Authorization: `Bearer ${jwt}` };
      const state = await scene.clerk.authenticateRequest(new Request('http://localhost:8787/', { headers }));
      assert.equal(state.isAuthenticated, true);
      assert.equal(kid, `${scene.served.instanceId}_2`);
    },
  },
];

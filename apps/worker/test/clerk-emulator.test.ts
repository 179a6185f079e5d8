import { createClerkEmulator } from '@bloqr/clerk-emulator';
import { expect, it } from 'vitest';

it('the local Clerk runs inside workerd: it makes keys, users and tokens that its key set verifies', async () => {
  const { app, connect, mintToken } = createClerkEmulator({ now: () => Date.now() });
  const { secretKey } = await connect();
  const headers = { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ email_address: ['a@example.com'], password: 'correct horse' });
  const response = await app.request('http://localhost/v1/users', { method: 'POST', headers, body });
  const user: { id: string } = await response.json();
  const { jwt } = await mintToken({ userId: user.id, origin: 'http://localhost:8787' });

  const keySet: { keys: JsonWebKey[] } = await (
    await app.request('http://localhost/.well-known/jwks.json')
  ).json();
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const [jwk] = keySet.keys;
  if (jwk === undefined) throw new Error('The key set is empty.');
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const bytes = Uint8Array.from(atob(signature.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );
  const content = new TextEncoder().encode(`${header}.${claims}`);
  expect(await crypto.subtle.verify(algorithm, key, bytes, content)).toBe(true);
});

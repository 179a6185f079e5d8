import { beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../scene.ts';
import { createAuthScene, loadLibrary } from './auth-scene.ts';

beforeAll(loadLibrary, 60_000);

const scene = createAuthScene();

describe('somebody who signs up', () => {
  it('is signed in, by cookie and by token', async () => {
    const { id, email, token, cookie } = await scene.signUp();
    const byToken = await scene.get('/api/account', bearer(token));
    expect(byToken.status).toBe(200);
    expect(await byToken.json()).toMatchObject({ id, email, provider: 'better-auth', tier: 'free' });
    const byCookie = await scene.get('/api/account', { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' });
    expect(await byCookie.json()).toMatchObject({ id });
  });
});

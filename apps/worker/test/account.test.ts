import { env } from 'cloudflare:workers';
import { accountResponseSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { bearer, createScene } from './scene.ts';

describe('GET /api/account', () => {
  it('says who one is here, and what one may use', async () => {
    const scene = await createScene({ RATE_LIMITS: 'pro=123' });
    const token = await scene.makePerson('pro');
    await env.DB.prepare(
      "UPDATE users SET email_verified = 1, first_name = 'Ada', display_name = 'Ada L.', role = 'editor' WHERE id = ?1",
    )
      .bind(`row-${token}`)
      .run();
    const answer = await scene.call('/api/account', { headers: bearer(token) });
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(accountResponseSchema.parse(await answer.json())).toEqual({
      id: `row-${token}`,
      provider: 'clerk',
      signInProviders: ['clerk'],
      email: `${token}@example.org`,
      emailVerified: true,
      tier: 'pro',
      role: 'editor',
      displayName: 'Ada L.',
      firstName: 'Ada',
      lastName: null,
      imageUrl: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      limits: { requestsPerMinute: 123, sourcesMax: 100, inputBytesMax: 200_000_000 },
    });
  });

  it('is there for somebody whose row was not', async () => {
    const scene = await createScene();
    const answer = await scene.call('/api/account', { headers: bearer('stranger') });
    expect(accountResponseSchema.parse(await answer.json())).toMatchObject({
      tier: 'free',
      role: 'user',
      email: null,
      createdAt: '2026-05-01T12:00:00.000Z',
    });
  });

  it('says the tier that counts, that of a token newer than the row', async () => {
    const scene = await createScene();
    const answer = await scene.call('/api/account', { headers: bearer('pretender') });
    expect(accountResponseSchema.parse(await answer.json())).toMatchObject({
      tier: 'admin',
      limits: { sourcesMax: null },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { limitEmails } from './limit-emails.ts';
import type { Email } from './send-email.ts';

const email: Email = { kind: 'verify-email', to: 'Ada@example.org', link: 'https://bloqr.test/x' };

function createScene(limiter: RateLimiter | undefined) {
  const sent: Email[] = [];
  const entries: object[] = [];
  const send = limitEmails(async (one) => void sent.push(one), {
    limiter,
    log: (entry) => entries.push(entry),
  });
  return { send, sent, entries };
}

describe('e-mails to one address', () => {
  it('go out as long as the counter lets them, under one key however the address is written', async () => {
    const keys = new Set<string>();
    let left = 2;
    const { send, sent, entries } = createScene({
      take: async (key) => {
        keys.add(key);
        left -= 1;
        return { isAllowed: left >= 0, remaining: Math.max(left, 0), resetSeconds: 60 };
      },
    });
    await send(email);
    await send({ ...email, to: 'ada@example.org' });
    await send(email);
    expect(sent).toHaveLength(2);
    expect(keys.size).toBe(1);
    expect(JSON.stringify([...keys, ...entries])).not.toMatch(/ada|https/i);
    expect(entries).toEqual([{ level: 'info', event: 'email-held-back', kind: 'verify-email' }]);
  });

  it.each([
    { name: 'there is none', limiter: undefined },
    { name: 'it fails', limiter: { take: async () => Promise.reject(new Error('gone')) } },
  ])('do not go out uncounted where $name', async ({ limiter }) => {
    const { send, sent, entries } = createScene(limiter);
    await send(email);
    expect(sent).toEqual([]);
    expect(entries).toEqual([
      { level: 'error', event: 'email-failed', kind: 'verify-email', reason: 'limiter' },
    ]);
  });
});

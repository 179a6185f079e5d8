import { describe, expect, it } from 'vitest';
import { createHostLeases } from './host-leases.ts';

const never = new AbortController().signal;

describe('places at a host', () => {
  it('are two, and the next one waits for one to be freed', async () => {
    const leases = createHostLeases(() => 0);
    const first = await leases.take('a.example', never);
    await leases.take('a.example', never);
    let isTaken = false;
    const third = leases.take('a.example', never).then(() => {
      isTaken = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(isTaken).toBe(false);
    first();
    first();
    await third;
    expect(isTaken).toBe(true);
  });

  it('are for each host by itself', async () => {
    const leases = createHostLeases(() => 0);
    for (const host of ['a.example', 'a.example', 'b.example', 'b.example']) await leases.take(host, never);
  });

  it('come back by themselves where nobody frees them', async () => {
    let time = 0;
    const leases = createHostLeases(() => time);
    await leases.take('a.example', never);
    await leases.take('a.example', never);
    time = 30_000;
    await leases.take('a.example', never);
  });

  it('are not waited for by who has left', async () => {
    const leases = createHostLeases(() => 0);
    await leases.take('a.example', never);
    await leases.take('a.example', never);
    await expect(leases.take('a.example', AbortSignal.timeout(50))).rejects.toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { decide, type RatePolicy, type RateWindowState } from './decide.ts';

const policy = { quota: 3, windowSeconds: 60 };

/** Runs requests of cost 1 at these milliseconds and says which were let through. */
function run(times: readonly number[], chosen: RatePolicy = policy): boolean[] {
  let state: RateWindowState | undefined;
  return times.map((now) => {
    const next = decide(chosen, state, 1, now);
    state = next.state;
    return next.decision.isAllowed;
  });
}

describe('a decision', () => {
  it('lets through exactly the quota in a window, which begins with the first request', () => {
    expect(run([5000, 5000, 64_999, 64_999])).toEqual([true, true, true, false]);
  });

  it('opens a new window with the first request after the old one', () => {
    expect(run([0, 0, 0, 59_999, 60_000, 60_000, 119_999, 119_999, 120_000])).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it('begins the new window with a request, not where the old one ended', () => {
    expect(run([0, 100_000, 100_000, 100_000, 159_999, 160_000])).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it.each([
    { name: 'by a second', times: [100_000, 100_000, 100_000, 99_000, 159_999] },
    { name: 'by an hour', times: [3_700_000, 3_700_000, 3_700_000, 100_000, 160_001] },
    { name: 'to and fro', times: [70_000, 70_000, 70_000, 0, 129_999, 60_000, 129_999] },
  ])('never opens a window anew because the clock goes backwards: $name', ({ times }) => {
    expect(run(times)).toEqual(times.map((_, index) => index < 3));
  });

  it('charges nothing for what it refuses', () => {
    const full = decide(policy, undefined, 2, 0).state;
    const refused = decide(policy, full, 2, 1);
    expect(refused.decision).toMatchObject({ isAllowed: false, remaining: 1 });
    expect(decide(policy, refused.state, 1, 2).decision).toMatchObject({ isAllowed: true, remaining: 0 });
  });

  it('says how much is left and when there is more', () => {
    const first = decide(policy, undefined, 1, 1000);
    expect(first.decision).toEqual({ isAllowed: true, remaining: 2, resetSeconds: 60 });
    expect(decide(policy, first.state, 1, 60_001).decision).toEqual({
      isAllowed: true,
      remaining: 1,
      resetSeconds: 1,
    });
  });

  it('after so many seconds lets through again what it refused', () => {
    let state = decide({ quota: 1, windowSeconds: 60 }, undefined, 1, 0).state;
    for (const now of [1, 500, 30_500, 59_999]) {
      const refused = decide({ quota: 1, windowSeconds: 60 }, state, 1, now);
      state = refused.state;
      const later = now + refused.decision.resetSeconds * 1000;
      expect(decide({ quota: 1, windowSeconds: 60 }, state, 1, later).decision.isAllowed).toBe(true);
    }
  });
});

describe('over many windows', () => {
  const loads = [0.9, 1, 1.5, 2, 10];
  const cases = [5, 57, 1000].flatMap((quota) => loads.map((load) => ({ quota, load })));

  it.each(cases)(
    'a load of $load times the quota $quota gets all of its share and no more',
    ({ quota, load }) => {
      const windows = 5;
      const windowMs = 60_000;
      const perWindow = Math.floor(quota * load);
      const times = Array.from({ length: windows }, (_, window) =>
        Array.from(
          { length: perWindow },
          (_, n) => window * windowMs + Math.floor((n * windowMs) / perWindow),
        ),
      );
      const allowed = run(times.flat(), { quota, windowSeconds: 60 });
      const counts = times.map(
        (_, window) => allowed.slice(window * perWindow, (window + 1) * perWindow).filter(Boolean).length,
      );
      expect(counts).toEqual(times.map(() => Math.min(quota, perWindow)));
    },
  );
});

import { env } from 'cloudflare:workers';
import { describe, expect, inject, it } from 'vitest';
import { decide, type RateWindowState } from '../src/rate-limit/decide.ts';
import { createRateLimiterDo } from '../src/rate-limit/rate-limiter-do.ts';

const { seed, windowCount } = inject('proofSize');
const timeLimitMs = 3_600_000;
const windowSeconds = 60;
const windowMs = windowSeconds * 1000;
const quotas = [5, 57, 1000];
const loads = [0.9, 1, 1.5, 2, 5, 10];
const atOnce = 200;

interface Random {
  nextInt(min: number, max: number): number;
}

/** How the requests of one window are spread over it, each time from 0 up to, but not including, 1. */
const spreads = {
  evenly: (count: number) => Array.from({ length: count }, (_, n) => n / count),
  'all at once': (count: number) => Array.from({ length: count }, () => 0),
  'at both ends': (count: number) => Array.from({ length: count }, (_, n) => (n % 2 === 0 ? 0 : 0.99999)),
  'by chance': (count: number, random: Random) =>
    Array.from({ length: count }, () => random.nextInt(0, 999_999) / 1_000_000),
} as const;

/** How many are let through, told by the definition: cut into windows that begin with a request, count each. */
function countByDefinition(times: readonly number[], quota: number): number {
  let allowed = 0;
  for (let at = 0; at < times.length; ) {
    const end = (times[at] ?? 0) + windowMs;
    let next = at;
    while (next < times.length && (times[next] ?? 0) < end) next++;
    allowed += Math.min(quota, next - at);
    at = next;
  }
  return allowed;
}

function countByDecisions(times: readonly number[], quota: number): number {
  let state: RateWindowState | undefined;
  let allowed = 0;
  for (const time of times) {
    const next = decide({ quota, windowSeconds }, state, 1, time);
    state = next.state;
    if (next.decision.isAllowed) allowed++;
  }
  return allowed;
}

describe('the limiter lets through exactly what it should', () => {
  it(`over ${windowCount} windows, by a virtual clock`, { timeout: timeLimitMs }, ({ task }) => {
    const mistakes: string[] = [];
    let requestCount = 0;
    const random = createRandom(seed);
    for (const quota of quotas) {
      for (const load of loads) {
        for (const [name, spread] of Object.entries(spreads)) {
          const times = Array.from({ length: windowCount }, (_, window) =>
            spread(Math.floor(quota * load), random)
              .sort((a, b) => a - b)
              .map((part) => Math.floor((window + part) * windowMs)),
          ).flat();
          requestCount += times.length;
          const difference = countByDecisions(times, quota) - countByDefinition(times, quota);
          if (difference !== 0) mistakes.push(`quota ${quota}, load ${load}, ${name}: ${difference}`);
        }
      }
    }
    task.meta.figures = [
      `virtual clock: ${windowCount} windows × quotas ${quotas} × loads ${loads} × ${Object.keys(spreads).length} spreads, ${requestCount} requests: ${mistakes.length} mistakes`,
    ];
    expect(mistakes).toEqual([]);
  });

  it(`in ${windowCount} Durable Objects, ${atOnce} requests at once`, { timeout: timeLimitMs }, async ({
    task,
  }) => {
    const limiter = createRateLimiterDo(env.RATE_WINDOWS);
    const mistakes: string[] = [];
    let requestCount = 0;
    for (let window = 0; window < windowCount; window++) {
      for (const quota of quotas) {
        for (const load of loads) {
          const key = `proof ${window} ${quota} ${load}`;
          const count = Math.floor(quota * load);
          let allowed = 0;
          for (let sent = 0; sent < count; sent += atOnce) {
            const batch = Math.min(atOnce, count - sent);
            const decisions = await Promise.all(
              Array.from({ length: batch }, () => limiter.take(key, { quota, windowSeconds }, 1)),
            );
            allowed += decisions.filter(({ isAllowed }) => isAllowed).length;
          }
          requestCount += count;
          const difference = allowed - Math.min(quota, count);
          if (difference !== 0) mistakes.push(`${key}: ${difference}`);
        }
      }
    }
    task.meta.figures = [
      `Durable Objects: ${windowCount} × quotas ${quotas} × loads ${loads}, ${requestCount} requests, ${atOnce} at once: ${mistakes.length} mistakes`,
    ];
    expect(mistakes).toEqual([]);
  });
});

function createRandom(start: number): Random {
  let state = start | 0 || 1;
  return {
    nextInt(min, max) {
      // xorshift32
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return min + ((state >>> 0) % (max - min + 1));
    },
  };
}

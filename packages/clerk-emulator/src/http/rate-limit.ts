import { createMiddleware } from 'hono/factory';
import { tooManyRequests } from './clerk-error.ts';
import type { EmulatorEnv } from './emulator-env.ts';

const windowMs = 10_000;

/** Requests within 10 s. Source: https://clerk.com/docs/guides/how-clerk-works/system-limits */
const requestsMax = { development: 100, production: 1000 } as const;

/** Changes of one user within 10 s. */
const userChangesMax = 10;

interface Count {
  readonly startedAt: number;
  readonly count: number;
}

/**
 * Refuses requests beyond Clerk's limits where the instance's settings say so: all requests together, and changes of one
 * user and of its metadata. The key set is not counted. Counts are in memory and start anew 10 s after their first request.
 */
export function createRateLimit() {
  const counts = new Map<string, Count>();
  return createMiddleware<EmulatorEnv>(async (c, next) => {
    const instance = c.get('instance');
    const { rateLimits } = instance.settings;
    if (rateLimits !== 'off' && !c.req.path.endsWith('/v1/jwks')) {
      const now = instance.now();
      take(counts, 'instance', requestsMax[rateLimits], now);
      const changedUser = findChangedUser(c.req.method, c.req.path);
      if (changedUser !== undefined) take(counts, changedUser, userChangesMax, now);
    }
    await next();
  });
}

function findChangedUser(method: string, path: string): string | undefined {
  if (method !== 'PATCH' && method !== 'PUT') return undefined;
  return /\/v1\/users\/([^/]+)(?:\/metadata)?$/.exec(path)?.[1];
}

function take(counts: Map<string, Count>, name: string, max: number, now: number): void {
  const running = counts.get(name);
  const isOver = running === undefined || now - running.startedAt >= windowMs;
  const { startedAt, count } = isOver ? { startedAt: now, count: 0 } : running;
  if (count >= max) throw tooManyRequests(Math.max(1, Math.ceil((startedAt + windowMs - now) / 1000)));
  counts.set(name, { startedAt, count: count + 1 });
}

import type { Database } from './database.ts';
import type { LocalClerk } from './local-clerk.ts';

/** What a promise is tried on. */
export interface Scene {
  /** The origin of the service, such as `http://localhost:8787`. */
  readonly service: string;
  readonly clerk: LocalClerk;
  readonly database: Database;
}

/** One promise of the guide. */
export interface Promised {
  /** The step of the guide, or its section. */
  readonly step: string;
  /** What it promises, as a sentence. */
  readonly says: string;
  /** Resolves where it holds; rejects with what was seen instead. */
  readonly holds: (scene: Scene) => Promise<void>;
}

/** Fails with a sentence unless `actual` is what was promised. */
export function expectEqual(what: string, actual: unknown, promised: unknown): void {
  if (JSON.stringify(actual) === JSON.stringify(promised)) return;
  throw new Error(`${what} is ${JSON.stringify(actual)} and not ${JSON.stringify(promised)}`);
}

/** Asks until the answer is as promised, or so many milliseconds have passed: webhooks take a moment. */
export async function expectSoon(
  what: string,
  ask: () => Promise<unknown>,
  promised: unknown,
  timeLimitMs = 10_000,
): Promise<void> {
  const end = Date.now() + timeLimitMs;
  for (;;) {
    const actual = await ask();
    if (JSON.stringify(actual) === JSON.stringify(promised)) return;
    if (Date.now() > end) return expectEqual(what, actual, promised);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

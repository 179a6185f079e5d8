import type { IdentityHealth } from '@bloqr/contract';
import type { KeySetCopy } from '../auth/jwt/key-set-copy.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';
import type { SweepStore } from '../reconciliation/sweep-store.ts';

const timeLimitMs = 2000;

/**
 * What the database knows of the accounts' distance from Clerk; Clerk itself is not asked. Undefined where it does not
 * answer, which the check of the database tells.
 */
export async function checkIdentity(
  sweeps: Pick<SweepStore, 'findDrift' | 'findLast' | 'findLastEvent'>,
  keySet: Pick<KeySetCopy, 'read'>,
  now: () => number,
): Promise<IdentityHealth | undefined> {
  try {
    const asked = Promise.all([
      sweeps.findLastEvent(),
      sweeps.findLast({ kind: 'full', isDryRun: false }),
      sweeps.findDrift(),
      keySet.read(),
    ]);
    const answer = await withTimeLimit(asked, timeLimitMs);
    if (answer === timedOut) return undefined;
    const [event, sweep, drift, keys] = answer;
    return {
      lastEventAgeSeconds: countSecondsSince(event?.receivedAt, now()),
      lastEventLagMs: event?.lagMs ?? null,
      lastSweepAgeSeconds: countSecondsSince(sweep?.finishedAt, now()),
      drift,
      keySetAgeSeconds: keys === undefined ? null : Math.round((now() - keys.fetchedAtMs) / 1000),
    };
  } catch {
    return undefined;
  }
}

function countSecondsSince(moment: string | null | undefined, nowMs: number): number | null {
  return moment === undefined || moment === null ? null : Math.round((nowMs - Date.parse(moment)) / 1000);
}

import { messageLimitsAt } from '../webhooks/clerk/message-limits.ts';
import type { WebhookStore } from '../webhooks/clerk/webhook-store.ts';
import type { Audit } from './audit.ts';

export interface ForgetOldRowsParts {
  readonly messages: Pick<WebhookStore, 'prune'>;
  readonly audit: Pick<Audit, 'prune'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How many rows went. */
export interface ForgottenRows {
  /** Messages, bodies and dead letters together. */
  readonly messages: number;
  readonly auditEntries: number;
}

const dayMs = 86_400_000;
const auditDaysKept = 730;
/** Of each kind in one transaction, and so often at most: a run ends within the limits of one invocation. */
const rowsAtOnce = 500;
const roundsMax = 20;

/**
 * Forgets what has been kept for long enough, up to 10,000 rows of a kind in a run. For a scheduled run; rejects where D1
 * cannot be asked, and goes on with the rest the next time.
 */
export async function forgetOldRows({ messages, audit, now }: ForgetOldRowsParts): Promise<ForgottenRows> {
  const nowMs = now();
  const auditLimit = new Date(nowMs - auditDaysKept * dayMs);
  return {
    messages: await repeat(() => messages.prune(messageLimitsAt(nowMs), rowsAtOnce)),
    auditEntries: await repeat(() => audit.prune(auditLimit, rowsAtOnce)),
  };
}

/** Until there is nothing left to do. */
async function repeat(forget: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let round = 0; round < roundsMax; round++) {
    const count = await forget();
    total += count;
    if (count === 0) break;
  }
  return total;
}

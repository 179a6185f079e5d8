import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { Log } from '../lib/log.ts';
import type { UserStore } from '../users/user-store.ts';
import { createInboxD1 } from '../webhooks/clerk/inbox-d1.ts';
import { createReplayDelivery } from '../webhooks/clerk/replay-delivery.ts';
import type { WebhookStore } from '../webhooks/clerk/webhook-store.ts';
import type { Administration } from './administration.ts';
import { createAuditD1 } from './audit-d1.ts';
import { forgetOldRows } from './forget-old-rows.ts';
import { settleUserChanges } from './settle-user-changes.ts';
import { createUserChangeStoreD1 } from './user-change-store-d1.ts';
import { createUserChanges } from './user-changes.ts';

export interface AdministrationParts {
  readonly users: UserStore;
  readonly messages: WebhookStore;
  /** Undefined where there is no secret key. */
  readonly api: BackendApi | undefined;
  /** Of Clerk; undefined where none is expected. */
  readonly instanceId: string | undefined;
  /** Whether settings make no sense: they may name another Clerk than is meant, which knows nothing of what was asked for. */
  readonly isMisconfigured: boolean;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** What administrators do, over D1. */
export function createAdministrationD1(
  database: D1Database,
  { users, messages, api, instanceId, isMisconfigured, log, now, newId }: AdministrationParts,
): Administration {
  const store = createUserChangeStoreD1(database, newId);
  const inbox = createInboxD1(database, newId);
  const audit = createAuditD1(database);
  return {
    changes: createUserChanges({ users, store, api, log, now, newId }),
    audit,
    inbox,
    replay: createReplayDelivery({ inbox, instanceId, newId, now }),
    chores: {
      'forget-old-rows': () => forgetOldRows({ messages, audit, now }),
      'settle-user-changes': () =>
        settleUserChanges({ store, api: isMisconfigured ? undefined : api, log, now }),
    },
  };
}

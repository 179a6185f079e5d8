import type { Inbox } from '../webhooks/clerk/inbox.ts';
import type { ReplayDelivery } from '../webhooks/clerk/replay-delivery.ts';
import type { Audit } from './audit.ts';
import type { UserChanges } from './user-changes.ts';

/** What administrators work with. */
export interface Administration {
  readonly changes: UserChanges;
  readonly audit: Audit;
  readonly inbox: Inbox;
  readonly replay: ReplayDelivery;
  /** What a scheduled run does, by name; each rejects where the database does not answer. */
  readonly chores: Readonly<Record<'forget-old-rows' | 'settle-user-changes', () => Promise<unknown>>>;
}

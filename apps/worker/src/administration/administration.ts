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
}

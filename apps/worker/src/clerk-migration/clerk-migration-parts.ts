import type { ClerkMigrationStep } from '@bloqr/contract';
import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { Log } from '../lib/log.ts';
import type { IdentityRows } from '../reconciliation/identity-rows.ts';
import type { MigrationRows } from './migration-rows.ts';

/** What a migration is made with. */
export interface ClerkMigrationParts {
  /** Undefined where there is no secret key. */
  readonly api: BackendApi | undefined;
  /** Whether Better Auth signs people in here. */
  readonly isProviderOn: boolean;
  readonly identities: IdentityRows;
  readonly rows: MigrationRows;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A step that has nothing to say. */
export const noStep: ClerkMigrationStep = {
  rows: [],
  unreadable: 0,
  next: null,
  retryAfterSeconds: 0,
  lastFailure: null,
};

import type { ClerkMigrationNote, ClerkMigrationRow, ClerkMigrationStatus } from '@bloqr/contract';
import type { AdminAct } from '../administration/audit.ts';

/** An account elsewhere that becomes a way in. */
export interface MigratedAccount {
  readonly provider: string;
  readonly accountId: string;
}

/** One name for an account elsewhere. */
export function nameAccount({ provider, accountId }: MigratedAccount): string {
  return `${provider} ${accountId}`;
}

/** Somebody who is to sign in here; the row is there. */
export interface Migration {
  readonly clerkUserId: string;
  /** In small letters. */
  readonly email: string;
  readonly accounts: readonly MigratedAccount[];
  readonly hasSecondFactor: boolean;
}

/** A password for somebody who is migrated. */
export interface MigratedPassword {
  readonly clerkUserId: string;
  /** bcrypt, as `$2b$…`. */
  readonly digest: string;
  readonly hasSecondFactor: boolean;
}

/** Part of those who are migrated, by their ids at Clerk. */
export interface MigratedPage {
  readonly people: readonly MigratedPerson[];
  readonly isLast: boolean;
}

export interface MigratedPerson {
  readonly clerkUserId: string;
  readonly userId: string;
  /** What they have made since on purpose; empty where all of it may be taken back. */
  readonly own: readonly ClerkMigrationNote[];
  readonly hasWayIn: boolean;
}

/** What was written of somebody. */
export interface WrittenMigration {
  readonly userId: string;
  /** By {@link nameAccount}. */
  readonly accounts: ReadonlySet<string>;
}

/** When something is written, and in whose name. */
export interface MigrationAct extends AdminAct {
  readonly at: Date;
}

/**
 * Those who are migrated, and what was written for it. Everything that writes is one batch, which happens as a whole or not at
 * all, has one entry in the audit where it changes something, and no effect when it comes again. Everything rejects where the database cannot be asked.
 */
export interface MigrationRows {
  /** Which of these people are migrated, and which addresses and accounts somebody signs in with here. */
  findTaken(
    clerkUserIds: readonly string[],
    emails: readonly string[],
    accounts: readonly MigratedAccount[],
  ): Promise<{
    readonly migrated: ReadonlyMap<string, string>;
    readonly emails: ReadonlySet<string>;
    readonly accounts: ReadonlySet<string>;
  }>;
  /** Lets people sign in here, unless somebody else signs in with their address by now. By ids at Clerk, who was written. */
  migrate(people: readonly Migration[], act: MigrationAct): Promise<ReadonlyMap<string, WrittenMigration>>;
  /** Keeps passwords, each once, for those who are migrated, have none, and no second factor that it would do without. */
  takePasswords(
    passwords: readonly MigratedPassword[],
    act: MigrationAct,
  ): Promise<ReadonlyMap<string, Pick<ClerkMigrationRow, 'account' | 'outcome'>>>;
  /** Those behind an id; `last` comes only when nobody else is left. */
  list(after: string, last: string, limit: number): Promise<MigratedPage>;
  /** Takes back what was written, but for people who have made something since. Their ids at Clerk, with what they have made. */
  undo(
    people: readonly MigratedPerson[],
    act: MigrationAct,
  ): Promise<ReadonlyMap<string, readonly ClerkMigrationNote[]>>;
  /** Has them no longer be Clerk's, for good. */
  finish(people: readonly MigratedPerson[], act: MigrationAct): Promise<void>;
  status(): Promise<ClerkMigrationStatus>;
}

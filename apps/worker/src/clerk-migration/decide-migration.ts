import type { ClerkMigrationNote } from '@bloqr/contract';
import { z } from 'zod';
import type { ListedUser } from '../auth/providers/clerk/list-users.ts';
import type { ExternalAccount } from '../auth/providers/clerk/read-ways-in.ts';
import type { KnownRow } from '../reconciliation/decide-row.ts';
import { type MigratedAccount, nameAccount } from './migration-rows.ts';

/** What is known here of the people on a page. */
export interface Surroundings {
  readonly known: ReadonlyMap<string, KnownRow>;
  /** Ids at Clerk of those who are migrated. */
  readonly migrated: ReadonlySet<string>;
  /** Addresses with which somebody signs in here. */
  readonly emails: ReadonlySet<string>;
  /** Accounts elsewhere with which somebody signs in here, by {@link nameAccount}. */
  readonly accounts: ReadonlySet<string>;
}

/** What becomes of somebody whom Clerk lists. */
export interface MigrationDecision {
  readonly user: ListedUser;
  readonly outcome:
    | 'migrated'
    | 'linked'
    | 'unchanged'
    | 'no-email'
    | 'email-invalid'
    | 'email-taken'
    | 'deleted';
  readonly notes: readonly ClerkMigrationNote[];
  /** As one signs in with it; empty where nothing is to be written. */
  readonly email: string;
  readonly accounts: readonly MigratedAccount[];
}

/** Accounts elsewhere that the sign-in here knows. */
const supported: ReadonlySet<string> = new Set(['github', 'google']);
const emailMax = 254;
/** The sign-in takes no others. */
const emailForm = z.email().max(emailMax);

/** Decides about a page of users, in order: of two with one address, the older has it. */
export function decideMigration(
  users: readonly ListedUser[],
  surroundings: Surroundings,
): readonly MigrationDecision[] {
  const emails = new Set(surroundings.emails);
  const accounts = new Set(surroundings.accounts);
  return users.map((user) => {
    const decision = decideOne(user, { ...surroundings, emails, accounts });
    if (decision.outcome !== 'migrated') return decision;
    emails.add(decision.email);
    for (const account of decision.accounts) accounts.add(nameAccount(account));
    return decision;
  });
}

function decideOne(user: ListedUser, surroundings: Surroundings): MigrationDecision {
  const { profile, waysIn } = user;
  const { id } = profile.subject;
  const row = surroundings.known.get(id);
  const end = (outcome: MigrationDecision['outcome']): MigrationDecision => ({
    user,
    outcome,
    notes: [],
    email: '',
    accounts: [],
  });
  if (row?.kind === 'tombstone') return end('deleted');
  if (surroundings.migrated.has(id)) return end('unchanged');
  if (row?.user.signsInHere) return end('linked');
  if (profile.email === null) return end('no-email');
  const email = profile.email.toLowerCase();
  if (!emailForm.safeParse(email).success) return end('email-invalid');
  if (surroundings.emails.has(email)) return end('email-taken');

  const { taken, notes } = chooseAccounts(waysIn.externalAccounts, surroundings.accounts);
  return {
    user,
    outcome: 'migrated',
    email,
    accounts: taken,
    notes: [
      ...(profile.isBanned ? (['banned'] as const) : []),
      ...(profile.isEmailVerified ? [] : (['email-unverified'] as const)),
      ...(waysIn.hasSecondFactor ? (['second-factor'] as const) : []),
      ...notes,
    ],
  };
}

/** Those with which somebody may sign in here: verified, of a provider that is known, and nobody else's. */
function chooseAccounts(
  offered: readonly ExternalAccount[],
  takenBefore: ReadonlySet<string>,
): { readonly taken: readonly MigratedAccount[]; readonly notes: readonly ClerkMigrationNote[] } {
  const taken = new Map<string, MigratedAccount>();
  const notes = new Set<ClerkMigrationNote>();
  for (const { provider, accountId, isVerified } of offered) {
    const account = { provider, accountId };
    if (!isVerified) notes.add('account-unverified');
    else if (!supported.has(provider)) notes.add('account-unsupported');
    else if (takenBefore.has(nameAccount(account))) notes.add('account-taken');
    else taken.set(nameAccount(account), account);
  }
  return { taken: [...taken.values()], notes: [...notes] };
}

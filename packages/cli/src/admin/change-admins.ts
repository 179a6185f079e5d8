import { CommandError } from '../command-error.ts';
import { changeTier, findAccounts, listAdmins } from './admin-sql.ts';
import type { AskDatabase, Row } from './ask-wrangler.ts';

/** An account as the command tells of it. */
export interface AdminAccount {
  readonly id: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly tier: string;
  readonly banned: boolean;
  readonly provider: 'clerk' | 'better-auth';
  readonly createdAt: string;
}

export interface AdminOrder {
  readonly action: 'grant' | 'revoke';
  /** An address or an id. */
  readonly who: string;
  readonly reason: string;
  readonly isUnverifiedTaken: boolean;
  readonly newId: () => string;
}

/** Everybody who administers. */
export async function readAdmins(ask: AskDatabase): Promise<readonly AdminAccount[]> {
  const [rows = []] = await ask(listAdmins);
  return rows.map(readAccount);
}

/**
 * Makes somebody an administrator, or none any more. What is so already stays, without an entry in the audit.
 *
 * @throws CommandError with reason `service` where that may not be
 */
export async function changeAdmins(ask: AskDatabase, order: AdminOrder): Promise<AdminAccount> {
  const { action, who, reason, isUnverifiedTaken, newId } = order;
  const account = await findAccount(ask, who);
  const tier = action === 'grant' ? 'admin' : 'free';
  if ((account.tier === 'admin') === (tier === 'admin')) return account;
  if (account.provider === 'clerk')
    throw refuse('clerk-keeps-it', `Clerk keeps the account ${account.id}, and would undo this.`, [
      'Set "tier" in its public metadata there; the webhook brings it here.',
    ]);
  if (tier === 'admin' && account.banned) throw refuse('banned', `The account ${account.id} is banned.`);
  if (tier === 'admin' && !account.emailVerified && !isUnverifiedTaken)
    throw refuse('not-verified', `Nobody has confirmed the address of the account ${account.id}.`, [
      'Anybody could have signed up with it. If you know that it is who you mean: --unverified.',
    ]);
  const results = await ask(changeTier({ userId: account.id, tier, reason, entryId: newId() }));
  const row = results.at(-1)?.[0];
  const after = row === undefined ? undefined : readAccount(row);
  if (after === undefined)
    throw refuse('account-unknown', `The account ${account.id} has just been deleted.`);
  if (after.tier !== tier)
    throw refuse('last-admin', 'There would be no administrator left.', ['Make somebody else one first.']);
  return after;
}

async function findAccount(ask: AskDatabase, who: string): Promise<AdminAccount> {
  const [rows = []] = await ask(findAccounts(who));
  const accounts = rows.map(readAccount);
  const [first, second] = accounts;
  if (first === undefined) throw refuse('account-unknown', `There is no account ${who}.`);
  if (second !== undefined)
    throw refuse('account-unclear', `There are several accounts of ${who}; name one by its id.`, [
      ...accounts.map(({ id, provider, createdAt }) => `${id}  ${provider}  ${createdAt}`),
    ]);
  return first;
}

function readAccount(row: Row): AdminAccount {
  return {
    id: String(row.id),
    email: typeof row.email === 'string' ? row.email : null,
    emailVerified: row.email_verified === 1,
    tier: String(row.tier),
    banned: row.banned === 1,
    provider: typeof row.clerk_user_id === 'string' ? 'clerk' : 'better-auth',
    createdAt: String(row.created_at),
  };
}

function refuse(code: string, message: string, lines: readonly string[] = []): CommandError {
  return new CommandError('service', code, message, { lines });
}

import { setTimeout as wait } from 'node:timers/promises';
import type {
  ClerkMigrationCursor,
  ClerkMigrationRequest,
  ClerkMigrationRow,
  ClerkMigrationStep,
} from '@bloqr/contract';
import { isTalkSeen, say } from '../io/standard-streams.ts';
import type { ExportedUser } from './read-export.ts';
import { readMigrationStep } from './read-migration-step.ts';
import { describeStall, giveUp, type StepTaker, stallsMax, takeStep } from './take-step.ts';

/** What is done with people of Clerk. */
export type MigrationAction = 'migrate' | 'undo' | 'finish';

export interface MigrateAccountsParts extends StepTaker {
  readonly action: MigrationAction;
  readonly dryRun: boolean;
  /** Empty without an export. */
  readonly exported: readonly ExportedUser[];
  /** Told of each person as soon as it is known what became of them. */
  readonly onRow: (row: ClerkMigrationRow) => void;
}

const path = '/api/admin/clerk-migration';
/** The service takes no more passwords at once. */
const passwordsMax = 200;

/**
 * Has a service go through all people, step by step, and then through the passwords of the export. It begins at the beginning each
 * time: those who are migrated are passed over.
 *
 * @returns how many users of Clerk could not be read
 * @throws CommandError with reason `service`
 */
export async function migrateAccounts(parts: MigrateAccountsParts): Promise<number> {
  const { action, dryRun, exported, onRow } = parts;
  const listed = new Map<string, ClerkMigrationRow>();
  let unreadable = 0;
  let after: ClerkMigrationCursor | undefined;
  for (let stallCount = 0; ; ) {
    const step = await take(parts, { action, dryRun, ...(after !== undefined && { after }) });
    for (const row of step.rows) {
      listed.set(row.id, row);
      onRow(row);
    }
    unreadable += step.unreadable;
    if (isTalkSeen()) say(`${listed.size} people\n`);
    if (step.lastFailure === null) {
      stallCount = 0;
      if (step.next === null) break;
      after = step.next;
    } else if (++stallCount >= stallsMax || step.lastFailure === nobodyKnown) {
      throw giveUp(step.lastFailure === nobodyKnown ? wrongInstance : describeStall(step.lastFailure));
    }
    await wait(step.retryAfterSeconds * 1000);
  }
  if (action === 'migrate') await sendPasswords(parts, exported, listed);
  return unreadable;
}

/** The word of the service where Clerk knows none of its people. */
const nobodyKnown = 'nobody-known';
const wrongInstance = 'Clerk knows nobody of the service: is CLERK_SECRET_KEY that of another instance?';

async function sendPasswords(
  parts: MigrateAccountsParts,
  exported: readonly ExportedUser[],
  listed: ReadonlyMap<string, ClerkMigrationRow>,
): Promise<void> {
  const withPassword = exported.filter(({ digest }) => digest !== '');
  for (let at = 0; at < withPassword.length; at += passwordsMax) {
    const passwords = withPassword
      .slice(at, at + passwordsMax)
      .map(({ id, digest, hasher, hasSecondFactor }) => ({ id, digest, hasher, hasSecondFactor }));
    const { dryRun } = parts;
    const { rows } = await take(parts, { action: 'take-passwords', dryRun, passwords });
    for (const row of rows) parts.onRow(dryRun ? foresee(row, listed.get(row.id)) : row);
  }
}

/** In a dry run nobody is migrated, so that the service judges the password alone. */
function foresee(password: ClerkMigrationRow, person: ClerkMigrationRow | undefined): ClerkMigrationRow {
  if (password.outcome !== 'password-kept') return password;
  switch (person?.outcome) {
    case 'migrated':
      return person.notes.includes('second-factor') ? { ...password, outcome: 'second-factor' } : password;
    case 'unchanged':
      return password;
    case 'linked':
      return { ...password, outcome: 'password-unchanged' };
    default:
      return { ...password, outcome: 'not-migrated' };
  }
}

function take(parts: StepTaker, body: ClerkMigrationRequest): Promise<ClerkMigrationStep> {
  return takeStep(parts, { path, body, read: readMigrationStep });
}

import { closeSync, openSync } from 'node:fs';
import type { ClerkMigrationNote, ClerkMigrationOutcome, ClerkMigrationRow } from '@bloqr/contract';
import { CommandError } from '../command-error.ts';
import { formatNumber } from '../command-line/format-number.ts';
import { writeResult } from '../io/standard-streams.ts';
import { writeFully } from '../io/write-fully.ts';

const meanings: readonly (readonly [ClerkMigrationOutcome, string])[] = [
  ['migrated', 'can sign in with Better Auth, too'],
  ['unchanged', 'could already, from an earlier run'],
  ['linked', 'could already, by themselves'],
  ['no-email', 'have no e-mail address, and stay Clerk’s'],
  ['email-invalid', 'have an address that Better Auth does not take, and stay Clerk’s'],
  ['email-taken', 'somebody else signs in with their address; they stay Clerk’s'],
  ['deleted', 'were deleted here, and do not come back'],
  ['password-kept', 'passwords work here'],
  ['password-unchanged', 'passwords were given before, or changed since'],
  ['hasher-unsupported', 'passwords are no bcrypt: to be set anew'],
  ['digest-malformed', 'passwords make no sense: to be set anew'],
  ['digest-too-costly', 'passwords of a cost above 12: to be set anew'],
  ['second-factor', 'passwords with a second factor, which cannot come along: to be set anew'],
  ['not-migrated', 'passwords of people who are not migrated'],
  ['undone', 'are as before'],
  ['left', 'have made something of their own since, and stay as they are'],
  ['finished', 'are no longer Clerk’s'],
];

const noteMeanings: readonly (readonly [ClerkMigrationNote, string])[] = [
  ['banned', 'are banned, and stay so'],
  ['email-unverified', 'have an address that is not verified'],
  ['second-factor', 'have to set up their second factor anew'],
  ['account-unverified', 'have an account elsewhere that is not verified: not taken over'],
  ['account-unsupported', 'have an account elsewhere that Better Auth does not know here: not taken over'],
  ['account-taken', 'have an account elsewhere with which somebody else signs in: not taken over'],
  ['no-way-in', 'can only come in by setting a password anew'],
];

/** What people have to look at; a dry run, or a run that leaves some of these, ends with `findings`. */
const concerns: ReadonlySet<ClerkMigrationOutcome> = new Set([
  'no-email',
  'email-invalid',
  'email-taken',
  'hasher-unsupported',
  'digest-malformed',
  'digest-too-costly',
  'second-factor',
  'not-migrated',
  'left',
]);

/** Counts what became of people, and writes a line for each into a file. */
export interface MigrationReport {
  readonly add: (row: ClerkMigrationRow) => void;
  /** @throws CommandError with reason `findings` where somebody was left */
  readonly end: (parts: {
    readonly dryRun: boolean;
    readonly unreadable: number;
    readonly isJson: boolean;
  }) => void;
  readonly close: () => void;
}

/**
 * Opens the report. A file holds a line of JSON for each person (NDJSON), as they come, so that a run that breaks off leaves what
 * it has done. It is written anew by each run.
 *
 * @param path undefined where none is wanted
 * @throws CommandError with reason `usage` where the file cannot be written
 */
export function openMigrationReport(path: string | undefined): MigrationReport {
  const file = path === undefined ? undefined : openFile(path);
  const outcomes = new Map<string, number>();
  const notes = new Map<string, number>();
  return {
    add: (row) => {
      count(outcomes, row.outcome);
      for (const note of row.notes) count(notes, note);
      if (file !== undefined) writeFully(file, Buffer.from(`${JSON.stringify(row)}\n`));
    },
    end: ({ dryRun, unreadable, isJson }) => {
      const summary = { dryRun, unreadable, outcomes: toObject(outcomes), notes: toObject(notes) };
      writeResult(isJson ? `${JSON.stringify(summary, undefined, 2)}\n` : formatSummary(summary));
      const isConcern = unreadable > 0 || [...concerns].some((outcome) => outcomes.has(outcome));
      if (isConcern)
        throw new CommandError('findings', 'people-left', 'Not everything came along.', { isSilent: true });
    },
    close: () => {
      if (file !== undefined) closeSync(file);
    },
  };
}

function openFile(path: string): number {
  try {
    // Nobody else on this machine needs to know who is a user.
    return openSync(path, 'w', 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('usage', 'report-not-writable', `${path} cannot be written: ${reason}.`);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function toObject(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

interface Summary {
  readonly dryRun: boolean;
  readonly unreadable: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
}

function formatSummary({ dryRun, unreadable, outcomes, notes }: Summary): string {
  const rows = [
    ...meanings.map(([name, meaning]) => [outcomes[name] ?? 0, name, meaning] as const),
    [unreadable, 'unreadable', 'users of Clerk could not be read'] as const,
  ].filter(([number]) => number > 0);
  const remarks = noteMeanings.filter(([name]) => (notes[name] ?? 0) > 0);
  return [
    dryRun ? 'Nothing was changed.\n' : '',
    rows.length === 0 ? 'There is nobody.\n' : '',
    ...rows.map(
      ([number, name, meaning]) => `${formatNumber(number).padStart(9)}  ${name.padEnd(18)}  ${meaning}\n`,
    ),
    ...(remarks.length === 0 ? [] : ['Of these people:\n']),
    ...remarks.map(
      ([name, meaning]) => `${formatNumber(notes[name] ?? 0).padStart(9)}  ${name.padEnd(18)}  ${meaning}\n`,
    ),
  ].join('');
}

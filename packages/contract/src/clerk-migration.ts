import { z } from 'zod';

const count = z.int().min(0);
const clerkId = z.string().regex(/^user_[A-Za-z0-9]{1,64}$/);

/** Sizes of a step; the command sends no more at once. */
export const clerkMigrationLimits = { passwordsMax: 200, bodyBytesMax: 128 * 1024 } as const;

/** What became of a person; in a dry run, what would have. */
export const clerkMigrationOutcomes = [
  'migrated',
  'unchanged',
  'linked',
  'no-email',
  'email-invalid',
  'email-taken',
  'deleted',
  'password-kept',
  'password-unchanged',
  'hasher-unsupported',
  'digest-malformed',
  'digest-too-costly',
  'second-factor',
  'not-migrated',
  'undone',
  'left',
  'finished',
] as const;

/** What else is to be known of a person. */
export const clerkMigrationNotes = [
  'banned',
  'email-unverified',
  'second-factor',
  'account-unverified',
  'account-unsupported',
  'account-taken',
  'linked-before',
  'email-changed',
  'password-changed',
  'account-added',
  'passkey-added',
  'second-factor-added',
  'no-way-in',
] as const;

/** A place in Clerk's list of users. */
export const clerkMigrationCursorSchema = z.strictObject({
  id: clerkId,
  createdAtMs: z.int().min(0).nullable().describe('When Clerk made that user; null where it is not known.'),
});

/** One person, and what became of them. */
export const clerkMigrationRowSchema = z.strictObject({
  id: clerkId.describe('The id at Clerk.'),
  account: z.string().nullable().describe('Our own id; null where there is no account.'),
  outcome: z.enum(clerkMigrationOutcomes),
  notes: z.array(z.enum(clerkMigrationNotes)),
});

/** A password as the dashboard's export of Clerk has it. */
export const clerkPasswordSchema = z.strictObject({
  id: clerkId,
  digest: z.string().max(1024),
  hasher: z.string().max(64),
  hasSecondFactor: z.boolean().exactOptional().describe('Whether the export has a second factor, too.'),
});

const dryRun = z.boolean().exactOptional().describe('Say what would come of it, and write nothing.');

/** The body of `POST /api/admin/clerk-migration`: one bounded step. */
export const clerkMigrationRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('migrate'),
    dryRun,
    after: clerkMigrationCursorSchema
      .exactOptional()
      .describe('`next` of the step before; without it from the beginning.'),
  }),
  z.strictObject({
    action: z.literal('take-passwords'),
    dryRun,
    passwords: z.array(clerkPasswordSchema).min(1).max(clerkMigrationLimits.passwordsMax),
  }),
  z.strictObject({
    action: z.enum(['undo', 'finish']),
    dryRun,
    after: clerkMigrationCursorSchema.exactOptional(),
  }),
]);

/** Its answer. */
export const clerkMigrationStepSchema = z.strictObject({
  rows: z.array(clerkMigrationRowSchema),
  unreadable: count.describe('Users of Clerk that could not be read.'),
  next: clerkMigrationCursorSchema
    .nullable()
    .describe('Where the next step begins; null where none is left.'),
  retryAfterSeconds: count.describe('How long to wait before the next step.'),
  lastFailure: z.string().nullable().describe('Why this step came to nothing; null where it did not.'),
});

/** The answer of `GET /api/admin/clerk-migration`. */
export const clerkMigrationStatusSchema = z.strictObject({
  migrated: count.describe(
    'People of Clerk who can sign in here, too, and for whom that can still be taken back.',
  ),
  linked: count.describe('Of those, people who could before.'),
  withoutWayIn: count.describe('Of those, people who can only come in by setting a password anew.'),
  clerkOnly: count.describe('People who can sign in at Clerk alone.'),
});

export type ClerkMigrationOutcome = (typeof clerkMigrationOutcomes)[number];
export type ClerkMigrationNote = (typeof clerkMigrationNotes)[number];
export type ClerkMigrationCursor = z.output<typeof clerkMigrationCursorSchema>;
export type ClerkMigrationRow = z.output<typeof clerkMigrationRowSchema>;
export type ClerkPassword = z.output<typeof clerkPasswordSchema>;
export type ClerkMigrationRequest = z.output<typeof clerkMigrationRequestSchema>;
export type ClerkMigrationStep = z.output<typeof clerkMigrationStepSchema>;
export type ClerkMigrationStatus = z.output<typeof clerkMigrationStatusSchema>;

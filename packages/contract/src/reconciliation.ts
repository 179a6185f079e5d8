import { z } from 'zod';
import { reasonSchema } from './admin-change.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);

/** What a sweep has found and done, in users. In a dry run: what it would have done. */
export const sweepCountsSchema = z.strictObject({
  listed: count.describe('Users that Clerk listed.'),
  created: count.describe('Users of Clerk that had no row.'),
  updated: count.describe('Rows that were older than what Clerk says, not only of the last sign-in.'),
  removed: count.describe('Rows whose user Clerk does not know.'),
  unchanged: count.describe('Rows that say what Clerk says, or newer.'),
  tombstoned: count.describe('Users of Clerk whose deletion was announced: they do not come back.'),
  failed: count.describe(
    'Users that could not be read, or rows that could not be decided; they stay as they are.',
  ),
  held: count.describe('Rows that were not removed, because they are more than may be removed at once.'),
});

/** One comparison of our accounts with Clerk’s. */
export const sweepSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['full', 'recent']).describe('`recent` looks only at users changed since the last one.'),
  dryRun: z.boolean(),
  stage: z.enum(['listing', 'removing', 'finished']),
  outcome: z
    .enum(['done', 'held', 'abandoned'])
    .nullable()
    .describe(
      '`held`: more rows would go than may go at once, so some are still there, or `lastFailure` says why. Null until it is finished.',
    ),
  startedAt: momentSchema,
  finishedAt: momentSchema.nullable(),
  counts: sweepCountsSchema,
  lastFailure: z
    .string()
    .nullable()
    .describe(
      'Why the last step came to nothing; null where it did not. `nobody-known`: Clerk knows none of our users, so nothing was done.',
    ),
});

/** The body of `POST /api/admin/reconciliation`. */
export const reconciliationRequestSchema = z.strictObject({
  dryRun: z.boolean().exactOptional().describe('Count only, change nothing. Default false.'),
  sweep: z
    .string()
    .min(1)
    .max(64)
    .exactOptional()
    .describe('The sweep to go on with; without it the unfinished one, or a new one.'),
  reason: reasonSchema.exactOptional(),
  removalsMax: z
    .int()
    .min(0)
    .max(10_000_000)
    .exactOptional()
    .describe('How many rows may be removed; without it 20 or a tenth of all, whichever is more.'),
});

/** Its answer. */
export const reconciliationStepSchema = z.strictObject({
  sweep: sweepSchema,
  retryAfterSeconds: count.describe('How long to wait before the next step; 0 where it may follow at once.'),
});

/** The answer of `GET /api/admin/reconciliation`. */
export const reconciliationStatusSchema = z.strictObject({
  configured: z.boolean().describe('Whether there is a secret key to ask Clerk with.'),
  users: count.describe('Rows of users of Clerk.'),
  drift: count
    .nullable()
    .describe(
      'By how many users sweeps found the two sides apart since the full one before the last; null before the first.',
    ),
  lastEvent: z
    .strictObject({
      receivedAt: momentSchema,
      lagMs: z
        .int()
        .nullable()
        .describe('From when it happened to when it was taken; null where it did not say.'),
    })
    .nullable(),
  running: z.array(sweepSchema).describe('Those that are not finished.'),
  lastFull: sweepSchema.nullable(),
  lastRecent: sweepSchema.nullable(),
  lastDryRun: sweepSchema.nullable(),
});

export type SweepCounts = z.output<typeof sweepCountsSchema>;
export type Sweep = z.output<typeof sweepSchema>;
export type ReconciliationRequest = z.output<typeof reconciliationRequestSchema>;
export type ReconciliationStep = z.output<typeof reconciliationStepSchema>;
export type ReconciliationStatus = z.output<typeof reconciliationStatusSchema>;

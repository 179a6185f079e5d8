import { z } from 'zod';
import { momentSchema } from './moment.ts';
import { pageCursorSchema, pageLimitSchema } from './page.ts';

/** What is entered in the audit: what administrators do, and `link-account`, which people do themselves. */
export const auditActions = [
  'change-user',
  'ban-user',
  'unban-user',
  'revoke-key',
  'replay-delivery',
  'reconcile',
  'migrate-accounts',
  'link-account',
] as const;

const stateSchema = z.record(z.string(), z.union([z.string(), z.boolean(), z.int(), z.null()]));

/** One thing that was done. */
export const auditEntrySchema = z.strictObject({
  id: z.string(),
  at: momentSchema.describe('When it was decided.'),
  actor: z
    .strictObject({
      userId: z.string().describe('Our own id.'),
      subject: z.string().describe('The id of the person at their provider.'),
      impersonator: z.string().nullable().describe('Who really acted, where somebody acted as this person.'),
    })
    .describe('Who did it; they may be deleted meanwhile.'),
  action: z.enum(auditActions),
  targetId: z
    .string()
    .describe(
      'The account, the key, the message, the sweep or the step of a migration; for `link-account`, the account that is no longer one of its own.',
    ),
  userId: z
    .string()
    .nullable()
    .describe('Whose account it is about; null where that is not known, or it is about many.'),
  before: stateSchema.describe('What could change, as it was.'),
  after: stateSchema.describe(
    'The same as it was then; empty where Clerk did not say whether it was made, and something else was since.',
  ),
  reason: z.string(),
  requestId: z.string().describe('`X-Request-Id` of the request that did it.'),
});

/** What `GET /api/admin/audit` can be asked for. */
export const auditQuerySchema = z.strictObject({
  user: z.string().min(1).max(128).exactOptional().describe('What was done to this account; by our own id.'),
  cursor: pageCursorSchema.exactOptional(),
  limit: pageLimitSchema.exactOptional(),
});

/** The answer of `GET /api/admin/audit`. */
export const auditResponseSchema = z.strictObject({
  entries: z.array(auditEntrySchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Where the next page begins; null on the last.'),
});

export type AuditAction = (typeof auditActions)[number];
export type AuditEntry = z.output<typeof auditEntrySchema>;
export type AuditQuery = z.output<typeof auditQuerySchema>;
export type AuditResponse = z.output<typeof auditResponseSchema>;

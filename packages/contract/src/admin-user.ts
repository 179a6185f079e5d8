import { z } from 'zod';
import { accountSchema } from './account.ts';
import { momentSchema } from './moment.ts';
import { accountTiers } from './tier.ts';

/** What administrators are told of an account. */
export const adminUserSchema = accountSchema.extend({
  subject: z.string().describe('The id of the person at their provider.'),
  banned: z.boolean(),
  lastSignInAt: momentSchema.nullable(),
  updatedAt: momentSchema,
});

/** What `GET /api/admin/users` can be asked for. */
export const adminUsersQuerySchema = z.strictObject({
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .exactOptional()
    .describe('Part of an e-mail address or a name, or an id as a whole.'),
  tier: z.enum(accountTiers).exactOptional(),
  cursor: z.string().min(1).max(500).exactOptional().describe('`nextCursor` of the page before.'),
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|100)$/, 'A whole number from 1 to 100')
    .transform(Number)
    .exactOptional()
    .describe('Users of a page, 1 to 100; 50 without.'),
});

/** The answer of `GET /api/admin/users`. */
export const adminUsersResponseSchema = z.strictObject({
  users: z.array(adminUserSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Where the next page begins; null on the last.'),
});

export type AdminUser = z.output<typeof adminUserSchema>;
export type AdminUsersQuery = z.output<typeof adminUsersQuerySchema>;
export type AdminUsersResponse = z.output<typeof adminUsersResponseSchema>;

import { z } from 'zod';
import { accountSchema } from './account.ts';
import { apiKeySchema } from './api-key.ts';
import { deliverySchema } from './delivery.ts';
import { momentSchema } from './moment.ts';
import { pageCursorSchema, pageLimitSchema } from './page.ts';
import { accountTiers } from './tier.ts';

/** What administrators are told of an account. */
export const adminUserSchema = accountSchema.extend({
  subject: z.string().describe('The id of the person at their provider.'),
  banned: z.boolean(),
  lastSignInAt: momentSchema.nullable(),
  updatedAt: momentSchema,
});

/** What administrators are told of one account: the answer of `GET /api/admin/users/{id}`. */
export const adminUserDetailSchema = adminUserSchema.extend({
  keys: z.array(apiKeySchema).describe('Newest first, without revoked ones.'),
  deliveries: z.array(deliverySchema).describe('The last ten messages about the account, newest first.'),
  changesUnderWay: z
    .int()
    .describe('Changes that Clerk was asked for and of which it is not known yet whether they were made.'),
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
  cursor: pageCursorSchema.exactOptional(),
  limit: pageLimitSchema.exactOptional(),
});

/** The answer of `GET /api/admin/users`. */
export const adminUsersResponseSchema = z.strictObject({
  users: z.array(adminUserSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Where the next page begins; null on the last.'),
});

export type AdminUser = z.output<typeof adminUserSchema>;
export type AdminUserDetail = z.output<typeof adminUserDetailSchema>;
export type AdminUsersQuery = z.output<typeof adminUsersQuerySchema>;
export type AdminUsersResponse = z.output<typeof adminUsersResponseSchema>;

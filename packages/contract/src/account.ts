import { z } from 'zod';
import { authProviderNames } from './auth-provider-name.ts';
import { limitsSchema } from './limits.ts';
import { momentSchema } from './moment.ts';
import { accountTiers } from './tier.ts';

/** What is told of an account to whoever it belongs to, and to administrators. */
export const accountSchema = z.strictObject({
  id: z.string().describe('Our own id.'),
  provider: z
    .enum(authProviderNames)
    .describe('Whose person it is: Clerk’s also where they sign in here, too.'),
  signInProviders: z
    .array(z.enum(authProviderNames))
    .describe('Where the person can sign in: at both after their accounts were linked or have moved.'),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  tier: z.enum(accountTiers),
  role: z.string().describe('A word of the operator’s own; the tier alone decides what one may do.'),
  displayName: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  imageUrl: z.string().nullable(),
  createdAt: momentSchema.describe('When the account was first known here.'),
});

/** The answer of `GET /api/account`. */
export const accountResponseSchema = accountSchema.extend({
  limits: limitsSchema.describe('What the account may use; its keys share it.'),
});

export type Account = z.output<typeof accountSchema>;
export type AccountResponse = z.output<typeof accountResponseSchema>;

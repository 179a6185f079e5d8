import { z } from 'zod';
import { authProviderNames } from './auth-provider-name.ts';
import { limitsSchema } from './limits.ts';
import { formats, targets } from './list-forms.ts';
import { tiers } from './tier.ts';
import { versionResponseSchema } from './version-response.ts';

/** The answer of `GET /api/config`: what a page has to know before it can ask anything. */
export const configResponseSchema = z.strictObject({
  ...versionResponseSchema.shape,
  formats: z.array(
    z.strictObject({
      name: z.enum(formats),
      title: z.string().min(1),
      extension: z.string().min(1).describe('Of a file with such a list, without a dot.'),
      mediaType: z.string().min(1),
    }),
  ),
  targets: z.array(
    z.strictObject({
      name: z.enum(targets),
      software: z.string().min(1),
      versions: z.string(),
      format: z.enum(formats),
      instructions: z.string().min(1).describe('What to do with the list in that program.'),
    }),
  ),
  transformations: z.array(z.string()).describe('In the order in which they run.'),
  tier: z.enum(tiers).describe('The caller’s tier.'),
  limits: limitsSchema.describe('The caller’s limits.'),
  /** The limits of every tier. */
  tierLimits: z.strictObject({
    anonymous: limitsSchema,
    free: limitsSchema,
    pro: limitsSchema,
    admin: limitsSchema,
  }),
  auth: z
    .strictObject({
      providers: z
        .array(z.enum(authProviderNames))
        .describe('Who signs people in, the first being offered first.'),
      clerkPublishableKey: z
        .string()
        .optional()
        .describe('What a page needs to sign somebody in at Clerk; where that is a provider.'),
      clerkProxyUrl: z
        .string()
        .optional()
        .describe(
          'How a page reaches Clerk’s Frontend API where that is not at the host in the publishable key: a path of this service, or the address of a proxy.',
        ),
      betterAuth: z
        .strictObject({
          social: z
            .array(z.enum(['github', 'google']))
            .describe('Accounts elsewhere that one may sign in with.'),
          sendsEmail: z.boolean().describe('Whether somebody who forgot the password can get a link.'),
          requiresVerifiedEmail: z
            .boolean()
            .describe('Whether an address has to be confirmed before one can sign in with it.'),
        })
        .optional()
        .describe('What signing in here takes; where `better-auth` is a provider.'),
    })
    .describe('The ways to sign in.'),
});

export type ConfigResponse = z.output<typeof configResponseSchema>;

import { z } from 'zod';
import { formats, targets } from './list-forms.ts';
import { tiers } from './tier.ts';
import { versionResponseSchema } from './version-response.ts';

const limitsSchema = z.strictObject({
  /** Counted requests of one caller in 60 s; null where there is no limit. */
  requestsPerMinute: z.int().positive().nullable(),
  /** Sources of one compile, those of exclusions and inclusions counted in. */
  sourcesMax: z.int().positive().nullable(),
  /** Bytes of input of one compile after decompression. */
  inputBytesMax: z.int().positive().nullable(),
});

/** The answer of `GET /api/config`: what a page has to know before it can ask anything. */
export const configResponseSchema = z.strictObject({
  ...versionResponseSchema.shape,
  formats: z.array(
    z.strictObject({
      name: z.enum(formats),
      title: z.string().min(1),
      /** Of a file with such a list, without a dot. */
      extension: z.string().min(1),
      mediaType: z.string().min(1),
    }),
  ),
  targets: z.array(
    z.strictObject({
      name: z.enum(targets),
      software: z.string().min(1),
      versions: z.string(),
      format: z.enum(formats),
      /** What to do with the list in that program. */
      instructions: z.string().min(1),
    }),
  ),
  /** In the order in which they run. */
  transformations: z.array(z.string()),
  /** The caller's tier. */
  tier: z.enum(tiers),
  /** The caller's limits. */
  limits: limitsSchema,
  /** The limits of every tier. */
  tierLimits: z.strictObject({
    anonymous: limitsSchema,
    free: limitsSchema,
    pro: limitsSchema,
    admin: limitsSchema,
  }),
  /** The ways to sign in. */
  auth: z.strictObject({ providers: z.array(z.never()) }),
});

export type ConfigResponse = z.output<typeof configResponseSchema>;

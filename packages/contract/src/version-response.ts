import { z } from 'zod';

/** The settings under which the service can run. */
export const environments = ['local', 'preview', 'production'] as const;

export type Environment = (typeof environments)[number];

/** The answer of `GET /api/version`. */
export const versionResponseSchema = z.strictObject({
  name: z.literal('bloqr-backend'),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  environment: z.enum(environments),
});

export type VersionResponse = z.output<typeof versionResponseSchema>;

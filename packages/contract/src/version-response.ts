import { z } from 'zod';
import { environments } from './settings/environment.ts';

/** The answer of `GET /api/version`. */
export const versionResponseSchema = z.strictObject({
  name: z.literal('bloqr-backend'),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  environment: z.enum(environments),
});

export type VersionResponse = z.output<typeof versionResponseSchema>;

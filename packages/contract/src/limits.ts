import { z } from 'zod';

/** What one caller may use, as the API tells it; null means no limit but the platform's. */
export const limitsSchema = z.strictObject({
  requestsPerMinute: z
    .int()
    .positive()
    .nullable()
    .describe('Counted requests of one caller in 60 s; null where there is no limit.'),
  sourcesMax: z
    .int()
    .positive()
    .nullable()
    .describe('Sources of one compile, those of exclusions and inclusions counted in.'),
  inputBytesMax: z.int().positive().nullable().describe('Bytes of input of one compile after decompression.'),
});

import { z } from 'zod';

/** Where a page begins, as the page before said. */
export const pageCursorSchema = z.string().min(1).max(500).describe('`nextCursor` of the page before.');

/** Entries of a page where nobody says how many. */
export const pageLimitDefault = 50;

/** How much is on a page. */
export const pageLimitSchema = z
  .string()
  .regex(/^(?:[1-9]\d?|100)$/, 'A whole number from 1 to 100')
  .transform(Number)
  .describe(`Entries of a page, 1 to 100; ${pageLimitDefault} without.`);

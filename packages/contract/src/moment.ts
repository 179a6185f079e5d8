import { z } from 'zod';

/** A moment as the API writes it: ISO 8601 in UTC with milliseconds, the form of `Date.prototype.toISOString`. */
export const momentSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ format: 'date-time' });

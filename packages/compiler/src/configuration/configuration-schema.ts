import * as z from 'zod/mini';
import { transformationOrder } from '../transformations/order.ts';

const text = z.string();
const nonEmptyText = z.string().check(z.minLength(1));
const texts = z.array(text);

const levelFields = {
  transformations: z.optional(z.array(z.enum(transformationOrder))),
  exclusions: z.optional(texts),
  exclusions_sources: z.optional(texts),
  inclusions: z.optional(texts),
  inclusions_sources: z.optional(texts),
};

export const sourceConfigurationSchema = z.strictObject({
  source: nonEmptyText,
  name: z.optional(nonEmptyText),
  type: z.optional(z.enum(['adblock', 'hosts'])),
  onError: z.optional(z.enum(['fail', 'skip', 'last-good'])),
  shrinkPercentMax: z.optional(z.number().check(z.minimum(1), z.maximum(100))),
  ...levelFields,
});

/**
 * A configuration as HostlistCompiler's own schema has it, with two fields more for a source; unknown keys are refused at
 * both levels.
 */
export const configurationSchema = z.strictObject({
  name: nonEmptyText,
  description: z.optional(text),
  homepage: z.optional(text),
  license: z.optional(text),
  version: z.optional(text),
  sources: z.array(sourceConfigurationSchema).check(z.minLength(1)),
  ...levelFields,
});

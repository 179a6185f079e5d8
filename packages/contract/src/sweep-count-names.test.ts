import { expect, it } from 'vitest';
import { sweepCountsSchema } from './reconciliation.ts';
import { sweepCountNames } from './sweep-count-names.ts';

it('the names of a sweep’s counts are those of its schema', () => {
  expect(sweepCountNames).toEqual(Object.keys(sweepCountsSchema.shape));
});

import { formatNames, targetNames } from '@bloqr/compiler';
import { expect, it } from 'vitest';
import { formats, targets } from './list-forms.ts';

it.each([
  { name: 'formats', ours: formats, compilers: formatNames },
  { name: 'targets', ours: targets, compilers: targetNames },
])('the names of $name are the compiler’s, in its order', ({ ours, compilers }) => {
  expect(ours).toEqual(compilers);
});

import { expect, it } from 'vitest';
import { searchCommands } from './search-commands.ts';

it('commands for operators print none of the secrets and addresses that they are given', {
  timeout: 120_000,
}, () => {
  const { runs, bytes, hits } = searchCommands();
  expect(hits).toEqual([]);
  expect(runs).toBeGreaterThan(10);
  // They do say something.
  expect(bytes).toBeGreaterThan(2000);
});

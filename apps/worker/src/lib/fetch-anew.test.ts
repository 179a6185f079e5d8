import { expect, it } from 'vitest';
import { createFetchAnew } from './fetch-anew.ts';

const url = 'http://127.0.0.1:9/list.txt';
const lost = (): Error => new Error('Network connection lost.');

/** A `fetch` that fails as told, then answers; counts how often it was asked. */
function failing(errors: readonly Error[]): { fetch: typeof fetch; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    fetch: async () => {
      const error = errors[asked++];
      if (error !== undefined) throw error;
      return new Response('well');
    },
  };
}

it.each<{ what: string; init: RequestInit | undefined }>([
  { what: 'a request without settings', init: undefined },
  { what: 'a GET', init: { method: 'GET', headers: { accept: 'text/plain' } } },
])('$what whose connection was lost is made once more', async ({ init }) => {
  const { fetch, asked } = failing([lost()]);
  const answer = await createFetchAnew(fetch)(url, init);
  expect([await answer.text(), asked()]).toEqual(['well', 2]);
});

it.each<{ what: string; errors: readonly Error[]; init?: RequestInit; count: number }>([
  { what: 'what was lost twice', errors: [lost(), lost()], count: 2 },
  { what: 'a POST', errors: [lost()], init: { method: 'POST', body: 'x' }, count: 1 },
  { what: 'another failure', errors: [new Error('connect ECONNREFUSED')], count: 1 },
  {
    what: 'a request that nobody waits for',
    errors: [lost()],
    init: { signal: AbortSignal.abort() },
    count: 1,
  },
])('$what fails, asked $count times', async ({ errors, init, count }) => {
  const { fetch, asked } = failing(errors);
  await expect(createFetchAnew(fetch)(url, init)).rejects.toBe(errors.at(-1));
  expect(asked()).toBe(count);
});

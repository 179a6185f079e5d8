import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createListDates, type ListDateStore } from './list-dates.ts';
import { createListDateStoreD1 } from './list-dates-d1.ts';

const first = '2026-01-01T00:00:00.000Z';
const second = '2026-01-02T00:00:00.000Z';

function createWith(store: ListDateStore) {
  const failures: string[] = [];
  return { failures, dates: createListDates(store, (reason) => failures.push(reason)) };
}

describe('the dates of lists', () => {
  it('asks the store once for each digest', async () => {
    let asked = 0;
    const { dates } = createWith({
      remember: async () => {
        asked++;
        return first;
      },
    });
    for (let count = 0; count < 3; count++) {
      expect(await dates.dateOf('sha256:a', new Date(second))).toEqual(new Date(first));
    }
    expect(asked).toBe(1);
  });

  it.each([
    { name: 'fails', remember: () => Promise.reject(new Error('D1_ERROR')), reason: 'error' },
    { name: 'never answers', remember: () => new Promise<string>(() => {}), reason: 'timeout' },
  ])('goes on with the present date where the store $name', async ({ remember, reason }) => {
    const { dates, failures } = createWith({ remember });
    expect(await dates.dateOf('sha256:a', new Date(second))).toEqual(new Date(second));
    expect(failures).toEqual([reason]);
  });

  it('does not believe a date that is none', async () => {
    const { dates } = createWith({ remember: async () => 'yesterday' });
    expect(await dates.dateOf('sha256:a', new Date(second))).toEqual(new Date(second));
  });
});

describe('the dates of lists in D1', () => {
  const store = createListDateStoreD1(env.DB);

  it('keeps the first date', async () => {
    expect(await store.remember('sha256:kept', first)).toBe(first);
    expect(await store.remember('sha256:kept', second)).toBe(first);
  });

  it('agrees with itself where many isolates ask at once', async () => {
    const candidates = Array.from({ length: 20 }, (_, index) =>
      new Date(Date.parse(first) + index).toISOString(),
    );
    const dates = await Promise.all(candidates.map((candidate) => store.remember('sha256:race', candidate)));
    expect(new Set(dates).size).toBe(1);
  });

  it('lets the oldest rows go', async () => {
    const row = 'INSERT INTO compiled_lists (id, digest, last_modified) VALUES (?1, ?2, ?3)';
    await env.DB.prepare(row).bind(200_000, 'sha256:far', first).run();
    await store.remember('sha256:last', second);
    const count = await env.DB.prepare('SELECT COUNT(*) AS rows FROM compiled_lists').first<number>('rows');
    expect(count).toBe(2);
  });
});

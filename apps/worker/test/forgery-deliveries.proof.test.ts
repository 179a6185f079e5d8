import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createReceiver, nowMs } from './webhooks/delivery.ts';
import { forgeries, mutations } from './webhooks/forged-deliveries.ts';
import { type OracleName, oracleNames, oracles } from './webhooks/oracles.ts';
import { createRandom } from './webhooks/random.ts';
import { countRows, emptyTables, noRows } from './webhooks/tables.ts';
import { activeSecrets, makeValidParts, signParts } from './webhooks/valid-deliveries.ts';

const { seed, forgedDeliveryCount, validDeliveryCount } = inject('proofSize');
const timeLimitMs = 1_800_000;
const faultsShown = 10;
const classes = Object.entries({ ...forgeries, ...mutations });

beforeEach(async () => {
  await emptyTables();
  // The libraries read the time from there.
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('forged and genuine deliveries', () => {
  it(`${forgedDeliveryCount} forged ones: none is taken`, { timeout: timeLimitMs }, async ({ task }) => {
    const random = createRandom(seed);
    const { post } = createReceiver({ ...env, CLERK_WEBHOOK_SECRET: activeSecrets.join(',') });
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const takenBy = new Map<OracleName, number>(oracleNames.map((name) => [name, 0]));
    for (let count = 0; count < forgedDeliveryCount; count++) {
      const [name, forge] = classes[count % classes.length] ?? random.pick(classes);
      const parts = makeValidParts(random);
      const delivery = forge(parts, random);
      const { status } = await post(delivery);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 400 && status !== 401)
        faults.push(`${status} for ${name}: ${JSON.stringify(delivery.headers)}`);
      for (const oracle of oracleNames) {
        if (await oracles[oracle](delivery, parts.secret))
          takenBy.set(oracle, (takenBy.get(oracle) ?? 0) + 1);
      }
    }
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
    const lax = [...takenBy].map(([name, count]) => `${name} ${count}`);
    task.meta.figures = [
      `${forgedDeliveryCount} forged deliveries of ${classes.length} classes, seed ${seed}: ${counts.join(', ')}; ${faults.length} taken. Of the same, the public libraries take: ${lax.join(', ')}`,
      ...faults.slice(0, faultsShown),
    ];
    expect(faults.slice(0, faultsShown)).toEqual([]);
    expect(await countRows()).toEqual(noRows);
  });

  it(`${validDeliveryCount} genuine ones: none is refused`, { timeout: timeLimitMs }, async ({ task }) => {
    const random = createRandom(seed);
    const { post } = createReceiver({ ...env, CLERK_WEBHOOK_SECRET: activeSecrets.join(',') });
    const faults: string[] = [];
    for (let count = 0; count < validDeliveryCount; count++) {
      const parts = makeValidParts(random);
      const delivery = { headers: signParts(parts, random), body: parts.body };
      const { status } = await post(delivery);
      if (status !== 200) faults.push(`${status}: ${JSON.stringify(delivery.headers)}`);
      for (const oracle of oracleNames) {
        if (!(await oracles[oracle](delivery, parts.secret))) faults.push(`not taken by ${oracle}`);
      }
    }
    task.meta.figures = [
      `${validDeliveryCount} genuine deliveries, seed ${seed}: ${faults.length} refused by us or by a public library`,
      ...faults.slice(0, faultsShown),
    ];
    expect(faults.slice(0, faultsShown)).toEqual([]);
    expect((await countRows()).webhook_dead_letters).toBe(0);
  });
});

import { env } from 'cloudflare:workers';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { declaredRoutes } from './declared-routes.ts';
import { findFault } from './fuzz/check-answer.ts';
import { type FuzzedRequest, requestsFor } from './fuzz/request-grammar.ts';
import { createTestApp } from './harness.ts';
import { webhookBindings } from './webhooks/delivery.ts';

const { seed, requestCount } = inject('proofSize');
const vectors = inject('jsonVectors');
const timeLimitMs = 1_800_000;
const faultsShown = 10;

const routes = declaredRoutes;
/** Those that do most, most often. */
const paths = routes.flatMap(({ path, body }) => (body === undefined ? [path] : [path, path, path, path]));

/** Sends requests one after the other and lists what is wrong with the answers. */
async function send(requests: Iterable<FuzzedRequest>) {
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const { call, entries } = createTestApp({ ...webhookBindings, ...env });
  for (const { method, path, headers, body } of requests) {
    entries.length = 0;
    const init = { method, headers, ...(body !== undefined && { body }) };
    const response = await call(path, init);
    const route = entries.find(({ event }) => event === 'request')?.route;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const fault = await findFault(response, method, typeof route === 'string' ? route : null, routes);
    if (fault !== undefined) faults.push(`${method} ${path}: ${fault}; ${String(body).slice(0, 1000)}`);
  }
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  return { faults, counts };
}

describe('no request, whatever it is, breaks the service or what it declares', () => {
  it(`${requestCount} generated ones`, { timeout: timeLimitMs }, async ({ task }) => {
    const requests = fc.sample(requestsFor(paths), { seed, numRuns: requestCount });
    const { faults, counts } = await send(requests);
    task.meta.figures = [
      `${requests.length} requests to ${routes.length} routes, seed ${seed}: ${counts.join(', ')}; ${faults.length} faults`,
      ...faults.slice(0, faultsShown),
    ];
    expect(faults.slice(0, faultsShown)).toEqual([]);
  });

  it.skipIf(vectors.length === 0)(
    'JSONTestSuite as bodies of every route',
    { timeout: timeLimitMs },
    async ({ task }) => {
      const requests = routes
        .filter(({ body }) => body !== undefined)
        .flatMap(({ path, method }) =>
          vectors.map(({ base64 }) => ({
            method,
            path,
            headers: { 'Content-Type': 'application/json' },
            body: Buffer.from(base64, 'base64'),
          })),
        );
      const { faults, counts } = await send(requests);
      task.meta.figures = [
        `${requests.length} requests with bodies of JSONTestSuite: ${counts.join(', ')}; ${faults.length} faults`,
        ...faults.slice(0, faultsShown),
      ];
      expect(faults.slice(0, faultsShown)).toEqual([]);
    },
  );
});

import { env, exports } from 'cloudflare:workers';
import { type Problem, problemCatalogue, problemSchema, problemType } from '@bloqr/contract';
import { expect } from 'vitest';
import { createApp } from '../src/app.ts';
import type { Bindings } from '../src/env.ts';
import type { LogEntry } from '../src/lib/log.ts';
import { createServices, type Platform } from '../src/services.ts';

export const origin = 'https://bloqr.test';

/** Calls the Worker as it is deployed, with the bindings of the tests. */
export function callApi(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new Request(`${origin}${path}`, { redirect: 'manual', ...init }));
}

/** Posts a body to the compile route. */
export function postCompile(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return callApi('/api/compile', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** What a test wants otherwise than it is by default. */
export interface TestParts extends Partial<Omit<Platform, 'log'>> {
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** A Worker of its own whose clock, ids and log the test holds. */
export function createTestApp(bindings: Bindings = env, parts: TestParts = {}) {
  const { waitUntil = () => {}, ...platform } = parts;
  const entries: LogEntry[] = [];
  let ids = 0;
  const services = createServices(bindings, {
    now: () => 0,
    newId: () => `id-${++ids}`,
    log: (entry) => entries.push(entry),
    fetch: (input, init) => fetch(input, init),
    openCache: () => caches.open('test'),
    ...platform,
  });
  const app = createApp(services);
  return {
    entries,
    call: async (path: string, init: RequestInit = {}) =>
      app(new Request(`${origin}${path}`, init), waitUntil),
  };
}

/** Checks that an answer is a problem of this code in the contract's form, and gives it back. */
export async function expectProblem(response: Response, code: Problem['code']): Promise<Problem> {
  const body: unknown = await response.json();
  expect(body).toMatchObject({ code });
  const problem = problemSchema.parse(body);
  const { status, title } = problemCatalogue[code];
  expect(response.status).toBe(status);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(problem).toMatchObject({ status, title, type: problemType(code) });
  expect(problem.requestId).toBe(response.headers.get('X-Request-Id'));
  return problem;
}

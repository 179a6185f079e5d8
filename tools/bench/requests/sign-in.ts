import { scryptSync } from 'node:crypto';
import { type LoadTarget, runClosedLoop } from './load.ts';
import type { MeasuredWorker } from './start-worker.ts';

const count = 48;
const password = 'correct horse battery';
/** What the library hashes passwords with. */
const cost = { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 };

/** Requests in a second, and milliseconds of processor time for each. */
export interface SignInCost {
  readonly perSecond: number;
  readonly cpuMs: number;
}

/** Signs people up, and then in; each from an address of their own, so that nobody is held up by the limits. */
export async function measureSignIn(worker: MeasuredWorker): Promise<Readonly<Record<string, SignInCost>>> {
  const targetOf = (path: string, body: (n: number) => object): LoadTarget => ({
    port: worker.port,
    path: `/api/auth/${path}`,
    method: 'POST',
    next: (n) => ({
      headers: {
        'Content-Type': 'application/json',
        Origin: `http://127.0.0.1:${worker.port}`,
        'CF-Connecting-IP': `10.77.${n >> 8}.${n & 255}`,
      },
      body: JSON.stringify(body(n)),
    }),
    expectedStatus: 200,
  });
  const email = (n: number) => `bench-${n}@example.org`;
  return {
    'sign-up': await measure(
      worker,
      targetOf('sign-up/email', (n) => ({ name: 'Bench', email: email(n), password })),
    ),
    'sign-in': await measure(
      worker,
      targetOf('sign-in/email', (n) => ({ email: email(n), password })),
    ),
  };
}

async function measure(worker: MeasuredWorker, target: LoadTarget): Promise<SignInCost> {
  const before = worker.cpuSeconds();
  const perSecond = await runClosedLoop(target, count);
  return { perSecond, cpuMs: ((worker.cpuSeconds() - before) / count) * 1000 };
}

/** The same of the hash alone, in this process, one after the other. */
export function measureHash(): SignInCost {
  const before = performance.now();
  const { user, system } = process.cpuUsage();
  for (let n = 0; n < count; n++) scryptSync(password, String(n).padStart(32, '0'), 64, cost);
  const after = process.cpuUsage({ user, system });
  return {
    perSecond: count / ((performance.now() - before) / 1000),
    cpuMs: (after.user + after.system) / 1000 / count,
  };
}

/** A session of somebody who signs up here, as it goes into the header Authorization. */
export async function signUpHere({ port }: MeasuredWorker): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: `http://127.0.0.1:${port}`,
      'CF-Connecting-IP': '10.78.0.1',
    },
    body: JSON.stringify({ name: 'Bench', email: 'session@example.org', password }),
  });
  const token = answer.headers.get('set-auth-token');
  if (token === null) throw new Error(`nobody can sign up: ${answer.status} ${await answer.text()}`);
  return token;
}

import { median } from '../median.ts';
import type { MeasuredWorker } from './start-worker.ts';

const peopleCount = 60;
const password = 'correct horse battery';

/** The median time of an answer, in milliseconds, for addresses of people and for those of nobody. */
export interface AnswerTimes {
  readonly knownMs: number;
  readonly unknownMs: number;
}

/** What can be asked about an address without being signed in. */
const questions: Readonly<Record<string, { path: string; body: (email: string) => object }>> = {
  'sign-in, wrong password': {
    path: 'sign-in/email',
    body: (email) => ({ email, password: 'not the password' }),
  },
  'another password': { path: 'request-password-reset', body: (email) => ({ email }) },
  'sign-up': { path: 'sign-up/email', body: (email) => ({ name: 'Bench', email, password }) },
  'another confirmation': { path: 'send-verification-email', body: (email) => ({ email }) },
};

/**
 * Asks about addresses of people and of nobody in turn, one at a time, so that whatever else the machine does falls on both alike.
 * The service has to want addresses confirmed: else signing up says openly that an address is taken.
 *
 * @param worker with BETTER_AUTH_VERIFY_EMAIL=true
 */
export async function measureAnswerTimes(
  worker: MeasuredWorker,
): Promise<Readonly<Record<string, AnswerTimes>>> {
  const emails = Array.from({ length: peopleCount }, (_, n) => `known-${n}@example.org`);
  for (const [n, email] of emails.entries())
    await ask(worker, 'sign-up/email', { name: 'Bench', email, password }, `10.80.0.${n}`);
  const results: Record<string, AnswerTimes> = {};
  for (const [index, [name, { path, body }]] of Object.entries(questions).entries()) {
    const [known, unknown]: [number[], number[]] = [[], []];
    for (const [n, email] of emails.entries()) {
      const nobody = `nobody-${index}-${n}@example.org`;
      const pairs = [[known, email, 0] as const, [unknown, nobody, 1] as const];
      // Which is first makes no difference.
      for (const [times, address, who] of n % 2 === 0 ? pairs : pairs.toReversed())
        times.push(await ask(worker, path, body(address), `10.81.${2 * index + who}.${n}`));
    }
    results[name] = { knownMs: median(known), unknownMs: median(unknown) };
  }
  return results;
}

/** How long an answer takes, in milliseconds. */
async function ask({ port }: MeasuredWorker, path: string, body: object, address: string): Promise<number> {
  const start = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: `http://127.0.0.1:${port}`,
      'CF-Connecting-IP': address,
    },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  if (answer.status !== 200 && answer.status !== 401)
    throw new Error(`POST /api/auth/${path} answers ${answer.status}`);
  return performance.now() - start;
}

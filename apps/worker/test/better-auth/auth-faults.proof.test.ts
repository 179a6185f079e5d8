import { env } from 'cloudflare:workers';
import { problemSchema } from '@bloqr/contract';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { authEndpoints } from '../../src/auth/providers/better-auth/auth-endpoints.data.ts';
import { interceptStatements } from '../../src/lib/intercepted-database-d1.ts';
import { type FaultMode, type FaultSwitch, switchDatabase, switchLimiter } from '../fault-switch.ts';
import { script, scriptedUrl } from '../scripted-sources.ts';
import { type AuthScene, createAuthScene, loadLibrary, newEmail, password } from './auth-scene.ts';
import { callEndpoint, type EndpointCall, endpointCalls } from './endpoint-calls.ts';
import { stubGithub } from './github-stand-in.ts';

const { hasEveryFault } = inject('proofSize');
const timeLimitMs = 600_000;
/** Where tests run: the first question, and one in the middle. */
const questionsOfTests = [0, 2];
/** More than any endpoint asks. */
const questionsMax = 40;

beforeAll(loadLibrary, 60_000);
beforeAll(() => stubGithub(undefined));
afterAll(() => vi.unstubAllGlobals());

const social = { BETTER_AUTH_GITHUB_CLIENT_ID: 'client', BETTER_AUTH_GITHUB_CLIENT_SECRET: 'SECRET-client' };
const healthy = createAuthScene(social);
const names = authEndpoints.map(({ method, path }) => `${method} ${path}`);

async function prepare(name: string): Promise<{ readonly call: EndpointCall; readonly status: number }> {
  const endpoint = endpointCalls[name];
  if (endpoint === undefined) throw new Error(`nobody has said how ${name} is called`);
  return { call: await endpoint.prepare(healthy, await healthy.signUp()), status: endpoint.status };
}

/** What is wrong with an answer, in a sentence; undefined where it is one that clients know. */
async function findFault(answer: Response, usual: number): Promise<string | undefined> {
  const text = await answer.text();
  const said = `${answer.status}, usually ${usual}: ${text.slice(0, 200)}`;
  if (`${JSON.stringify([...answer.headers])}${text}`.includes('SECRET')) return `tells a secret: ${said}`;
  if (answer.status === 503) {
    const problem = problemSchema.safeParse(JSON.parse(text));
    const isWhole =
      problem.success && problem.data.code === 'unavailable' && answer.headers.has('Retry-After');
    return isWhole ? undefined : `is no problem: ${said}`;
  }
  return answer.status === usual ? undefined : `is not declared: ${said}`;
}

/** People who could never sign in: somebody without a way in. */
const findLost = `SELECT COUNT(*) AS n FROM users u WHERE better_auth = 1
  AND NOT EXISTS (SELECT 1 FROM auth_accounts a WHERE a.user_id = u.id)`;

it('every endpoint has its call', () => {
  expect(Object.keys(endpointCalls).toSorted()).toEqual(names.toSorted());
});

describe('the database', () => {
  it.each(names)('may fail at any question of %s', { timeout: timeLimitMs }, async (name) => {
    const faults: string[] = [];
    for (let asked = 0; asked < questionsMax; asked++) {
      if (!hasEveryFault && !questionsOfTests.includes(asked)) continue;
      const { call, status } = await prepare(name);
      let left = asked;
      let hasFailed = false;
      const DB = interceptStatements(env.DB, async (_sqls, send) => {
        if (left-- > 0) return send();
        hasFailed = true;
        throw new Error('D1_ERROR: SECRET');
      });
      const scene = createAuthScene({ ...social, DB });
      const answer = await callEndpoint(scene, call);
      const fault = await findFault(answer, status);
      if (fault !== undefined) faults.push(`after ${asked} questions it ${fault}`);
      await Promise.all(scene.later);
      if (JSON.stringify(scene.entries).includes('SECRET')) faults.push(`after ${asked} the log tells why`);
      if (!hasFailed) break;
      expect(asked).toBeLessThan(questionsMax - 1);
    }
    expect(faults).toEqual([]);
    expect(await env.DB.prepare(findLost).first('n')).toBe(0);
  });
});

interface Outage {
  readonly part: 'D1' | 'the limiter';
  readonly mode: FaultMode;
}

/** Where the tests run, only what takes little time. */
const outages: readonly Outage[] = [
  { part: 'D1', mode: 'fails' },
  { part: 'the limiter', mode: 'fails' },
  ...(hasEveryFault
    ? ([
        { part: 'D1', mode: 'hangs' },
        { part: 'D1', mode: 'slow' },
        { part: 'the limiter', mode: 'hangs' },
        { part: 'the limiter', mode: 'slow' },
      ] as const)
    : []),
];

describe.each(outages)('where $part $mode', ({ part, mode }) => {
  it('every endpoint answers as declared, and as usual after the repair', { timeout: timeLimitMs }, async ({
    task,
  }) => {
    const fault: FaultSwitch = { mode };
    const bindings =
      part === 'D1'
        ? { DB: switchDatabase(env.DB, fault) }
        : { RATE_WINDOWS: switchLimiter(env.RATE_WINDOWS, fault) };
    const scene = createAuthScene({ ...social, ...bindings });
    const faults: string[] = [];
    const calls: { name: string; call: EndpointCall; status: number }[] = [];
    for (const name of names) calls.push({ name, ...(await prepare(name)) });
    const during = await Promise.all(
      calls.map(async ({ name, call, status }) => {
        const answer = await callEndpoint(scene, call);
        const wrong = await findFault(answer, status);
        if (wrong !== undefined) faults.push(`${name} ${wrong}`);
        if (mode === 'slow' && answer.status === 503) faults.push(`${name} does not wait`);
        return answer.status;
      }),
    );
    fault.mode = 'well';
    for (const name of names) {
      const { call, status } = await prepare(name);
      const answer = await callEndpoint(scene, call);
      await answer.text();
      if (answer.status !== status) faults.push(`${name} afterwards: ${answer.status}, usually ${status}`);
    }
    const unavailable = during.filter((status) => status === 503).length;
    task.meta.figures = [
      `${part} ${mode}: ${names.length} endpoints of the sign-in, of which ${unavailable} answered 503, and all as usual after the repair; ${faults.length} otherwise`,
      ...faults.slice(0, 10),
    ];
    expect(faults).toEqual([]);
    if (mode !== 'slow') expect(unavailable).toBeGreaterThan(20);
    expect(JSON.stringify(scene.entries)).not.toContain('SECRET');
    expect(await env.DB.prepare(findLost).first('n')).toBe(0);
  });
});

/** What becomes of e-mails at the sender's, which stands on loopback here. */
const senders: Readonly<Record<string, (go: () => Promise<Response>) => Promise<Response>>> = {
  fails: async () => {
    throw new Error('SECRET');
  },
  refuses: async (go) => {
    await script('resend', { status: 422, body: '{"message": "SECRET"}' });
    return go();
  },
  breaks: async (go) => {
    await script('resend', { status: 500, body: 'SECRET' });
    return go();
  },
  'cuts the connection': async (go) => {
    await script('resend', { cuts: 'all' });
    return go();
  },
  'never comes to an end': async (go) => {
    await script('resend', { body: 'SECRET', isHanging: true });
    return go();
  },
  'never answers': () => new Promise(() => {}),
};
const mailing = {
  EMAIL_FROM: 'bloqr@example.org',
  RESEND_API_KEY: 're_SECRET',
  BETTER_AUTH_VERIFY_EMAIL: 'true',
};
const goToStandIn = (init: RequestInit | undefined) => fetch(scriptedUrl('resend'), init);

/** Everything that has an e-mail sent, in a Worker whose addresses have to be confirmed. */
async function askForEmails(scene: AuthScene, email: string): Promise<Record<string, number>> {
  const wanted = { name: 'Ada', email, password };
  const known = newEmail();
  await createAuthScene().signUp({ email: known });
  const answers = {
    'sign-up': await scene.post('/api/auth/sign-up/email', wanted),
    'sign-up again': await scene.post('/api/auth/sign-up/email', wanted),
    'sign-in': await scene.post('/api/auth/sign-in/email', { email: known, password }),
    'reset of a known address': await scene.post('/api/auth/request-password-reset', { email: known }),
    'reset of an unknown one': await scene.post('/api/auth/request-password-reset', { email: newEmail() }),
    confirmation: await scene.post('/api/auth/send-verification-email', { email: known }),
  };
  const statuses: Record<string, number> = {};
  for (const [name, answer] of Object.entries(answers)) {
    statuses[name] = answer.status;
    const text = await answer.text();
    expect(text, name).not.toMatch(/SECRET|https?:\/\//);
  }
  return statuses;
}

describe('where the sender of e-mails', () => {
  it.each(Object.keys(senders))(
    '%s, requests get the answers that they get otherwise, and nobody is lost',
    { timeout: timeLimitMs },
    async (name) => {
      const usual = createAuthScene(mailing, { fetch: async () => Response.json({ id: '1' }) });
      const statuses = await askForEmails(usual, newEmail());
      expect(statuses).toMatchObject({ 'sign-up': 200, 'sign-in': 403 });

      let isWell = false;
      const sent: string[] = [];
      const scene = createAuthScene(mailing, {
        fetch: (_input, init) => {
          if (!isWell) return senders[name]?.(() => goToStandIn(init)) ?? Promise.reject(new Error('none'));
          sent.push(String(init?.body));
          return Promise.resolve(Response.json({ id: '1' }));
        },
      });
      const email = newEmail();
      expect(await askForEmails(scene, email)).toEqual(statuses);
      if (name !== 'never answers') {
        await Promise.all(scene.later);
        const events = scene.entries.map(({ event }) => event);
        expect(events).toContain(name === 'never comes to an end' ? 'email-sent' : 'email-failed');
      }
      const log = JSON.stringify(scene.entries);
      for (const secret of ['SECRET', email, 'token=']) expect(log).not.toContain(secret);

      // Whoever has signed up meanwhile gets a link the next time, and comes in by it.
      isWell = true;
      const signIn = () => scene.post('/api/auth/sign-in/email', { email, password });
      expect((await signIn()).status).toBe(403);
      await expect.poll(() => sent.length).toBeGreaterThan(0);
      const [link = ''] = /https:[^\s"\\]+/.exec(sent.at(-1) ?? '') ?? [];
      const { pathname, search } = new URL(link);
      expect((await scene.call(`${pathname}${search}`, { redirect: 'manual' })).status).toBe(302);
      expect((await signIn()).status).toBe(200);
    },
  );
});

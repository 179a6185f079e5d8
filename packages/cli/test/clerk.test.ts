import { createServer } from 'node:http';
import {
  type ReconciliationStep,
  reconciliationRequestSchema,
  reconciliationStepSchema,
} from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { type Answer, type Asked, listen, problem, serveSteps } from './serve-steps.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const serve = (answers: readonly (Answer | ((asked: Asked) => Answer))[]) =>
  serveSteps('/api/admin/reconciliation', reconciliationRequestSchema, answers);

const noCounts = {
  listed: 0,
  created: 0,
  updated: 0,
  removed: 0,
  unchanged: 0,
  tombstoned: 0,
  failed: 0,
  held: 0,
};

/** A step as the Worker tells of it. */
function step(sweep: Partial<ReconciliationStep['sweep']> = {}, retryAfterSeconds = 0): object {
  return reconciliationStepSchema.parse({
    sweep: {
      id: 'sweep-1',
      kind: 'full',
      dryRun: false,
      stage: 'listing',
      outcome: null,
      startedAt: '2026-05-01T12:00:00.000Z',
      finishedAt: null,
      counts: noCounts,
      lastFailure: null,
      ...sweep,
    },
    retryAfterSeconds,
  });
}

function finished(
  counts: Partial<typeof noCounts>,
  sweep: Partial<ReconciliationStep['sweep']> = {},
): object {
  return step({ stage: 'finished', outcome: 'done', counts: { ...noCounts, ...counts }, ...sweep });
}

/** Clerk's Backend API, as far as tokens are concerned. Undefined: it refuses. */
async function serveClerk(sessions: readonly object[] | undefined) {
  const asked: string[] = [];
  let tokenCount = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (sessions === undefined) return response.writeHead(422).end('{"errors":[]}');
    if (request.method === 'GET') return response.end(JSON.stringify(sessions));
    const isToken = request.url?.endsWith('/tokens');
    return response.end(JSON.stringify(isToken ? { jwt: `jwt-${++tokenCount}` } : { id: 'sess_new' }));
  });
  return { url: await listen(server), asked };
}

const unset = { CLERK_SECRET_KEY: '', BLOQR_TOKEN: '', CLERK_API_URL: '' };

function sync(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = { BLOQR_TOKEN: 'token' },
) {
  return runBloqr(['clerk', 'sync', ...args], {
    folder: folder.path,
    environment: { ...unset, ...environment },
  });
}

describe('bloqr clerk sync', { timeout: 60_000 }, () => {
  it('comes through Cloudflare Access with a person’s token, which goes to the service alone', async () => {
    const { url, asked } = await serve([{ body: finished({ listed: 1, unchanged: 1 }) }]);
    const clerk = await serveClerk([{ id: 'sess_1' }]);
    const run = await sync(['--url', url, '--as', 'user_1'], {
      CLERK_SECRET_KEY: 'sk_test_x',
      CLERK_API_URL: clerk.url,
      CF_ACCESS_TOKEN: ' access-canary\n',
    });
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(asked.map(({ access }) => access)).toEqual(['access-canary']);
    expect(`${clerk.asked.join()}${run.stdout}`).not.toContain('canary');
  });

  it('says what stands in front, and how one comes through', async () => {
    const location = 'https://my-team.cloudflareaccess.com/cdn-cgi/access/login/bloqr';
    const { url } = await serve([{ status: 302, headers: { location }, body: '' }]);
    const run = await sync(['--url', url]);
    expect(run.code).toBe(8);
    expect(run.stderr).toContain(`Cloudflare Access asks to sign in in front of ${new URL(url).host}.`);
    expect(run.stderr).toContain('CF_ACCESS_TOKEN=$(cloudflared access token');
  });

  it('asks for step after step of one sweep, and prints the report', async () => {
    const { url, asked } = await serve([
      { body: step() },
      { body: step({ stage: 'removing', counts: { ...noCounts, listed: 1200 } }) },
      { body: finished({ listed: 1200, created: 3, updated: 1, removed: 2, unchanged: 1196 }) },
    ]);
    expect(await sync(['--url', url])).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: `Clerk lists 1,200 users.
        3  created     Clerk knows them, the service did not
        1  updated     the service had an older state
        2  removed     Clerk does not know them
    1,196  unchanged   both agree
`,
    });
    expect(asked).toEqual([
      { authorization: 'Bearer token', body: { dryRun: false } },
      { authorization: 'Bearer token', body: { dryRun: false, sweep: 'sweep-1' } },
      { authorization: 'Bearer token', body: { dryRun: false, sweep: 'sweep-1' } },
    ]);
  });

  it('ends a dry run with 6 where something differs, and with 0 where nothing does', async () => {
    const differs = await serve([
      { body: finished({ listed: 2, created: 1, unchanged: 1 }, { dryRun: true }) },
    ]);
    const run = await sync(['--url', differs.url, '--dry-run']);
    expect([run.code, run.stderr]).toEqual([6, '']);
    expect(run.stdout).toMatch(/^Nothing was changed\. Clerk lists 2 users\.\n/);
    expect(differs.asked[0]?.body).toEqual({ dryRun: true });
    const same = await serve([{ body: finished({ listed: 2, unchanged: 2 }, { dryRun: true }) }]);
    expect((await sync(['--url', same.url, '--dry-run'])).code).toBe(0);
  });

  it('says what may be wrong where Clerk knows nobody', async () => {
    const fields = { outcome: 'held', lastFailure: 'nobody-known' } as const;
    const { url } = await serve([{ body: finished({ held: 25 }, fields) }]);
    const run = await sync(['--url', url]);
    expect(run.code).toBe(6);
    expect(run.stdout).toMatch(/^Nothing was changed\. .*CLERK_SECRET_KEY[\s\S]* 25 users .*--removals-max/);
  });

  it('ends with 6 where accounts were left, and says how many may go', async () => {
    const { url, asked } = await serve([{ body: finished({ held: 25 }, { outcome: 'held' }) }]);
    const run = await sync(['--url', url, '--removals-max', '30']);
    expect(run.code).toBe(6);
    expect(run.stdout).toMatch(/25 {2}held .*--removals-max/);
    expect(asked[0]?.body).toEqual({ dryRun: false, removalsMax: 30 });
  });

  it('prints the sweep as JSON', async () => {
    const { url } = await serve([{ body: finished({ listed: 1, unchanged: 1 }) }]);
    const { stdout } = await sync(['--url', url, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'sweep-1', outcome: 'done', counts: { listed: 1 } });
  });

  it('waits and tries again where the service says so, or Clerk is asked too often', async () => {
    const { url, asked } = await serve([
      { status: 503, headers: { 'Retry-After': '1' }, body: problem('unavailable') },
      { status: 429, headers: { 'Retry-After': '1' }, body: problem('rate-limited') },
      { body: step({ lastFailure: 'rate-limited' }, 1) },
      { body: finished({}) },
    ]);
    expect((await sync(['--url', url])).code).toBe(0);
    expect(asked).toHaveLength(4);
  });

  it('gives up where nothing gets on', async () => {
    const { url, asked } = await serve([{ body: step({ lastFailure: 'status-401' }) }]);
    expect(await sync(['--url', url])).toMatchObject({
      code: 8,
      stdout: '',
      stderr:
        'bloqr: The service cannot ask Clerk: status-401.\n  Run it again later: it goes on where it has come to.\n',
    });
    expect(asked).toHaveLength(11);
  });

  it.each([
    {
      name: 'a token is refused',
      answer: { status: 401, body: problem('invalid-session-token') },
      stderr:
        'bloqr: Invalid JWT: So it is.\n  Run it again with another token: it goes on where it has come to.\n',
    },
    {
      name: 'the caller is no administrator',
      answer: { status: 403, body: problem('tier-too-low') },
      stderr: 'bloqr: Your tier may not do this: So it is.\n',
    },
    {
      name: 'the service has no secret key',
      answer: { status: 409, body: problem('clerk-key-missing') },
      stderr: 'bloqr: This has to go through Clerk, which this service has no key for: So it is.\n',
    },
    {
      name: 'it is no such service',
      answer: { status: 200, body: '<html>' },
      stderr: /^bloqr: 127\.0\.0\.1:\d+ answered 200, and not as a bloqr service does\.\n$/,
    },
    {
      name: 'the answer has another form',
      answer: { status: 200, body: { sweep: {}, retryAfterSeconds: 0 } },
      stderr: /answered 200, and not as a bloqr service does/,
    },
    {
      name: 'it leads elsewhere',
      answer: { status: 307, headers: { Location: 'http://127.0.0.1:1/' }, body: '' },
      stderr: /answered 307, and not as a bloqr service does/,
    },
  ])('ends with 8 where $name', async ({ answer, stderr }) => {
    const { url, asked } = await serve([answer]);
    const run = await sync(['--url', url]);
    expect([run.code, run.stdout]).toEqual([8, '']);
    if (typeof stderr === 'string') expect(run.stderr).toBe(stderr);
    else expect(run.stderr).toMatch(stderr);
    expect(asked).toHaveLength(1);
  });

  it('tells a failure as JSON, too', async () => {
    const { url } = await serve([{ status: 403, body: problem('tier-too-low') }]);
    const { stdout } = await sync(['--url', url, '--json']);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'tier-too-low', message: 'Your tier may not do this: So it is.' },
    });
  });

  it('reads a file with the token anew for each request', async () => {
    folder.write('token', 'first\n');
    const { url, asked } = await serve([
      () => {
        folder.write('token', 'second\n');
        return { body: step() };
      },
      { body: finished({}) },
    ]);
    expect((await sync(['--url', url, '--token-file', 'token'], {})).code).toBe(0);
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer second']);
  });

  it('makes tokens of an administrator itself, and another one when one is refused', async () => {
    const { url, asked } = await serve([
      { body: step() },
      { status: 401, body: problem('invalid-session-token') },
      { body: finished({}) },
    ]);
    const clerk = await serveClerk([
      { id: 'sess_0', actor: { sub: 'user_other' } },
      { id: 'sess_1', actor: null },
    ]);
    const environment = { CLERK_SECRET_KEY: 'sk_test_abc', CLERK_API_URL: clerk.url };
    expect((await sync(['--url', url, '--as', 'user_admin'], environment)).code).toBe(0);
    expect(asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer jwt-1',
      'Bearer jwt-1',
      'Bearer jwt-2',
    ]);
    // One session serves the whole run.
    expect(clerk.asked).toEqual([
      'GET /v1/sessions?user_id=user_admin&status=active&limit=100 Bearer sk_test_abc',
      'POST /v1/sessions/sess_1/tokens Bearer sk_test_abc',
      'POST /v1/sessions/sess_1/tokens Bearer sk_test_abc',
    ]);
  });

  it('opens a session where the administrator has none', async () => {
    const { url } = await serve([{ body: finished({}) }]);
    const clerk = await serveClerk([]);
    const environment = { CLERK_SECRET_KEY: 'sk_test_abc', CLERK_API_URL: `${clerk.url}/` };
    expect((await sync(['--url', url, '--as', 'user_admin'], environment)).code).toBe(0);
    expect(clerk.asked[1]).toBe('POST /v1/sessions Bearer sk_test_abc');
  });

  it('says so where Clerk makes no token', async () => {
    const { url, asked } = await serve([{ body: finished({}) }]);
    const clerk = await serveClerk(undefined);
    const environment = { CLERK_SECRET_KEY: 'sk_test_abc', CLERK_API_URL: clerk.url };
    expect(await sync(['--url', url, '--as', 'user_admin'], environment)).toMatchObject({
      code: 8,
      stderr: 'bloqr: Clerk answered 422 to GET /sessions.\n',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    { args: [], stderr: 'The service is missing: --url <address>.' },
    { args: ['--url', 'ftp://x'], stderr: '--url must be an address https://…, or http:// of this machine.' },
    { args: ['--url', 'http://example.org'], stderr: '--url must be an address https://…' },
    { args: ['--url', 'https://example.org/api'], stderr: '--url must be the address alone' },
    { args: ['--url', 'https://a:b@example.org'], stderr: '--url must be the address alone' },
    { args: ['--url', 'http://localhost:1', '--removals-max', '-1'], stderr: '--removals-max needs a value' },
    {
      args: ['--url', 'http://localhost:1', '--removals-max', 'x'],
      stderr: '--removals-max must be a whole',
    },
    { args: ['--url', 'http://localhost:1'], stderr: 'Who asks is missing: set BLOQR_TOKEN' },
    { args: ['--url', 'http://localhost:1', '--as', 'user_a'], stderr: '--as needs CLERK_SECRET_KEY.' },
    { args: ['--url', 'http://localhost:1', '--as', 'a', '--token-file', 'b'], stderr: 'not both' },
    { args: ['--url', 'http://localhost:1', '--token-file', 'none'], stderr: 'none cannot be read' },
  ])('is told what is wrong: $args', async ({ args, stderr }) => {
    const run = await sync(args, {});
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(stderr);
  });

  it('knows no other action', async () => {
    const run = await runBloqr(['clerk', 'destroy']);
    expect(run).toMatchObject({
      code: 2,
      stderr: 'bloqr: There is no bloqr clerk destroy, only sync and migrate.\n  See bloqr clerk --help.\n',
    });
  });
});

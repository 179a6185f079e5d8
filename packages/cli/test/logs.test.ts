import { describe, expect, it } from 'vitest';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const canary = 'canary-8c1f02';

const request = {
  level: 'info',
  event: 'request',
  method: 'POST',
  route: '/api/compile',
  status: 200,
  outcome: 'answered',
  problem: null,
  principal: 'session',
  tier: 'pro',
  durationMs: 12,
  databaseReads: 1,
  databaseWrites: 2,
  requestId: 'id-1',
};
const compile = {
  level: 'info',
  event: 'compile',
  tier: 'pro',
  outcome: 'compiled',
  durationMs: 9,
  sourceCount: 3,
  failedSourceCount: 1,
  inputLines: 100,
  inputBytes: 2000,
  ruleCount: 80,
  requestId: 'id-1',
};
const refused = {
  ...request,
  route: '/api/keys/{id}',
  status: 429,
  outcome: 'refused',
  problem: 'rate-limited',
  tier: 'free',
  requestId: 'id-2',
};
const failed = {
  ...request,
  method: 'GET',
  route: '/api/account',
  status: 503,
  outcome: 'failed',
  problem: 'unavailable',
  requestId: 'id-3',
};
const failure = { level: 'error', event: 'database-failed', reason: 'timeout', requestId: 'id-3' };

/** What `wrangler tail --format json` writes of a call: one object over many lines. */
function tailed(entries: readonly object[], more: object = {}): string {
  const event = {
    wallTime: 15,
    cpuTime: 7,
    truncated: false,
    executionModel: 'stateless',
    outcome: 'ok',
    scriptName: 'bloqr-backend',
    exceptions: [],
    logs: entries.map((entry) => ({ message: [JSON.stringify(entry)], level: 'info', timestamp: 1 })),
    eventTimestamp: Date.parse('2026-11-01T10:20:30.000Z'),
    event: {
      request: {
        url: `https://example.org/api/keys?token=${canary}`,
        method: 'GET',
        headers: { authorization: canary, cookie: `__session=${canary}`, 'cf-connecting-ip': canary },
        cf: { city: canary },
      },
      response: { status: 200 },
    },
    ...more,
  };
  return JSON.stringify(event, undefined, 2);
}

const lines = (...entries: readonly object[]): string =>
  `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`;

const input = [
  '⎔ Starting local server...',
  tailed([compile, request]),
  lines(refused),
  '{ no object }',
  tailed([failure, failed], { outcome: 'exceededCpu', exceptions: [{ name: 'Error', message: canary }] }),
  '',
].join('\n');

describe('bloqr logs', () => {
  it.each([
    { name: 'what wrangler tail writes, and lines of the Worker, and nothing else', args: [] },
    { name: 'lines of a file', args: ['log.txt'] },
  ])('shows $name', async ({ args }) => {
    folder.write('log.txt', input);
    const run = await runBloqr(['logs', ...args], {
      input: args.length === 0 ? input : '',
      folder: folder.path,
    });
    expect(run).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: `10:20:30 info: compile tier=pro outcome=compiled durationMs=9 sourceCount=3 failedSourceCount=1 inputLines=100 inputBytes=2000 ruleCount=80, request id-1
10:20:30 POST /api/compile 200 in 12 ms, session pro, 1 read, 2 writes, 7 ms CPU
POST /api/keys/{id} 429 rate-limited in 12 ms, session free, 1 read, 2 writes, request id-2
10:20:30 error: database-failed reason=timeout, request id-3
10:20:30 GET /api/account 503 unavailable in 12 ms, session pro, 1 read, 2 writes, request id-3, 7 ms CPU
10:20:30 error: the call ended with "exceededCpu"
`,
    });
  });

  it.each([
    { args: ['--route', '/api/compile'], ids: ['id-1', 'id-1'] },
    { args: ['--route', '/api/keys*'], ids: ['id-2'] },
    { args: ['--route', '/api/keys/{id}'], ids: ['id-2'] },
    { args: ['--status', '4xx'], ids: ['id-2'] },
    { args: ['--status', '503', '--status', '429'], ids: ['id-2', 'id-3', 'id-3'] },
    { args: ['--request', 'id-3'], ids: ['id-3', 'id-3'] },
    { args: ['--event', 'compile'], ids: ['id-1', 'id-1'] },
    { args: ['--errors'], ids: ['id-3', 'id-3'] },
    { args: ['--route', '/api'], ids: [] },
    { args: ['--errors', '--route', '/api/compile'], ids: [] },
  ])('with $args shows $ids', async ({ args, ids }) => {
    const { code, stdout } = await runBloqr(['logs', '--json', ...args], { input });
    expect(code).toBe(0);
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).requestId),
    ).toEqual(ids);
  });

  it('adds up what no isolate could', async () => {
    const { stdout } = await runBloqr(['logs', '--summary'], { input });
    expect(stdout).toBe(`Requests (count, median and 95th percentile in ms):
        1      12     12  POST /api/compile 200
        1      12     12  POST /api/keys/{id} 429
        1      12     12  GET /api/account 503
Refused by the limiter, by tier:
        1  free
Compiles:
        1  0 of them kept results, 0 refused
    2,000  bytes read; 9 ms median, 9 ms 95th percentile
        1  sources that failed
CPU time of calls:
        2  calls; 7 ms median, 7 ms 95th percentile, 7 ms most
Errors:
        1  database-failed
        1  call ended: exceededCpu
`);
    expect((await runBloqr(['logs', '--summary'], { input: 'nothing\n' })).stdout).toBe(
      'No lines of the log.\n',
    );
  });

  it('shows nothing of addresses, headers and errors, which wrangler tail knows', async () => {
    for (const options of [[], ['--json'], ['--summary'], ['--errors']]) {
      const { stdout, stderr } = await runBloqr(['logs', ...options], { input });
      expect(stdout + stderr).not.toContain(canary);
    }
  });

  it('lets no line speak to the terminal', async () => {
    const { stdout } = await runBloqr(['logs'], { input: lines({ ...failure, reason: '\u001b[2Jgone' }) });
    expect(stdout).toBe('error: database-failed reason=\\u001b[2Jgone, request id-3\n');
  });

  it.each([
    { args: ['--status', '6xx'], code: 2, says: '--status is 404 or 5xx, not 6xx.' },
    { args: ['nothing.txt'], code: 5, says: 'nothing.txt cannot be read: it is no file.' },
    { args: ['a', 'b'], code: 2, says: '"b" is one file too many.' },
  ])('with $args ends with $code and says why', async ({ args, code, says }) => {
    const run = await runBloqr(['logs', ...args], { folder: folder.path });
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toContain(says);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCatalogue } from '../../packages/cli/src/checks/check-catalogue.data.ts';
import { runChecks } from '../../packages/cli/src/checks/run-checks.ts';
import { type RemoteAnswer, toAnswer } from '../../packages/cli/src/io/ask-remote.ts';
import { type DeploymentParts, openDeployment } from '../../packages/cli/src/verify/deployment.ts';
import { tickBoxes } from '../../packages/cli/src/verify/security-checklist.ts';
import { verifyProbes } from '../../packages/cli/src/verify/verify-probes.ts';
import { runBloqr } from '../../packages/cli/test/run-bloqr.ts';
import { brokenDeployments } from './broken-deployments.data.ts';
import { type Between, partsOf, type RunningProduct, startProduct } from './verify-scene.ts';

const startTimeLimitMs = 240_000;
const stopTimeLimitMs = 30_000;
const commandTimeLimitMs = 120_000;
const testTimeLimitMs = 150_000;

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
  // Both sides in line, and known to be.
  const args = ['clerk', 'sync', '--url', product.url, '--as', product.adminId];
  const { code, stderr } = await runBloqr(args, {
    environment: product.variables,
    timeLimitMs: commandTimeLimitMs,
  });
  if (code !== 0) throw new Error(stderr);
}, startTimeLimitMs);
afterAll(() => product.stop(), stopTimeLimitMs);

async function verify(parts: DeploymentParts) {
  const subject = await openDeployment(parts);
  return runChecks({ command: 'verify', subject, probes: verifyProbes, timeLimitSeconds: 60 });
}

/** The product as if it were deployed at an address of its own, by https; `between` stands in front of that. */
const publicAddress = 'https://bloqr.example.org';
const asDeployed: Between = async (address, _request, next) => {
  const real = await next();
  if (!address.pathname.startsWith('/api/') && address.pathname !== '/') return real;
  const headers = new Map(real.headers).set('strict-transport-security', 'max-age=31536000');
  return { ...real, headers };
};

describe('a healthy deployment', () => {
  it('has no finding, and only what cannot be known is not checked', {
    timeout: testTimeLimitMs,
  }, async () => {
    const results = await verify(await partsOf(product));
    expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
    const left = results.filter(({ outcome }) => outcome.kind === 'unknown').map(({ check }) => check.id);
    expect(left).toEqual(['secrets-stored', 'access-in-front']);
  });
});

describe('what cannot be known', () => {
  const ofUsers = (change: (users: readonly object[]) => readonly object[]): Between => {
    return async ({ pathname }, _request, next) => {
      const real = await next();
      const users: unknown = pathname === '/v1/users' ? real.body : undefined;
      return Array.isArray(users) ? toAnswer(real.status, JSON.stringify(change(users))) : real;
    };
  };
  it.each([
    {
      name: 'nobody at Clerk is no administrator',
      between: ofUsers((users) => users.map((user) => ({ ...user, public_metadata: { tier: 'admin' } }))),
      reason: /is none but administrators: make one who is not, or set BLOQR_FREE_TOKEN$/,
    },
    {
      name: 'no session can be had',
      between: (async ({ pathname }, _request, next) =>
        pathname === '/v1/sessions' ? toAnswer(403, '{}') : next()) satisfies Between,
      reason: /^no free user is signed in at Clerk/,
    },
  ])('is said with its reason: $name', { timeout: testTimeLimitMs }, async ({ between, reason }) => {
    const results = await verify(await partsOf(product, between));
    const outcome = results.find(({ check }) => check.id === 'admin-refuses-free')?.outcome;
    expect(outcome).toEqual({ kind: 'unknown', reason: expect.stringMatching(reason) });
  });
});

describe('what is no deployment of ours', () => {
  const header = new Map([['content-type', 'text/html']]);
  const others: readonly { readonly name: string; readonly answer: () => RemoteAnswer }[] = [
    { name: 'a page for every path', answer: () => toAnswer(200, '<!doctype html>', header) },
    {
      name: 'JSON of something else',
      answer: () => toAnswer(200, '{"name": "other", "auth": 1, "parts": [null]}'),
    },
    { name: 'null', answer: () => toAnswer(200, 'null') },
    {
      name: 'a redirect that is not of Access',
      answer: () => toAnswer(302, '', new Map([['location', 'https://elsewhere.example/']])),
    },
    {
      name: 'no answer',
      answer: () => {
        throw new Error('other side closed');
      },
    },
  ];
  it.each(others)(
    'gets no tick for itself, and no token: $name',
    { timeout: testTimeLimitMs },
    async ({ answer }) => {
      const tokens: string[] = [];
      const parts = await partsOf(product, async ({ origin }, { headers }, next) => {
        if (origin !== product.url) return next();
        if (headers.Authorization !== undefined) tokens.push(headers.Authorization);
        return answer();
      });
      const results = await verify(parts);
      const good = results.filter(({ outcome }) => outcome.kind === 'good').map(({ check }) => check.id);
      // What says nothing of the deployment: Clerk, wrangler.toml, and that nothing was read that should not be.
      const ofOthers = [
        'pages-served',
        'clerk-admin',
        'wrangler-toml-no-secrets',
        'secrets-not-served',
        'cors-others-refused',
      ];
      expect(good.filter((id) => !ofOthers.includes(id))).toEqual([]);
      const ticked = tickBoxes(results).filter(({ status }) => status === 'ticked');
      expect(ticked.map(({ text }) => text)).toEqual(['Admin users have tier: "admin" in public metadata']);
      expect(tokens).toEqual([]);
    },
  );
});

describe('what is broken is found, and nothing else', () => {
  it.each(brokenDeployments)('$id: $finding', { timeout: testTimeLimitMs }, async (broken) => {
    const parts = await partsOf(product, broken.between);
    const results = await verify(broken.change?.(parts, product) ?? parts);
    const bad = results.filter(({ outcome }) => outcome.kind === 'bad');
    expect(bad.map(({ check, outcome }) => [check.id, outcome])).toEqual([
      [broken.id, { kind: 'bad', findings: expect.arrayContaining([expect.stringMatching(broken.finding)]) }],
    ]);
  });

  it.each([
    { name: 'leads to https', status: 301, location: `${publicAddress}/`, findings: [] },
    { name: 'answers by http', status: 200, location: '', findings: ['http-redirected'] },
  ])('an address that $name', { timeout: testTimeLimitMs }, async ({ status, location, findings }) => {
    const parts = await partsOf(product, asDeployed);
    const results = await verify({
      ...parts,
      url: new URL(publicAddress),
      origins: [],
      ask: async (address, request) => {
        if (address.startsWith('http://bloqr.'))
          return toAnswer(status, '', new Map([['location', location]]));
        // The Worker here has another origin.
        const headers = request.headers.Origin === publicAddress ? { Origin: product.url } : {};
        const real = await parts.ask(address.replace(publicAddress, product.url), {
          ...request,
          headers: { ...request.headers, ...headers },
        });
        const answered = new Map(real.headers);
        if ('Origin' in headers) answered.set('access-control-allow-origin', publicAddress);
        return { ...real, headers: answered };
      },
    });
    const bad = results.filter(({ outcome }) => outcome.kind === 'bad').map(({ check }) => check.id);
    expect(bad).toEqual(findings);
  });

  it('has a case for every check that can find something', () => {
    const tested = new Set<string>([...brokenDeployments.map(({ id }) => id), 'http-redirected']);
    // Those of the doctor and the preflight, too, are tested with these. Access is optional: its absence is no finding.
    const own = checkCatalogue.filter(({ commands }) => commands.join() === 'verify').map(({ id }) => id);
    expect(own.filter((id) => !tested.has(id))).toEqual(['access-in-front']);
  });
});

describe('the security checklist', () => {
  it('has the eight boxes of the guide, and ticks only what is proven', {
    timeout: testTimeLimitMs,
  }, async () => {
    const boxes = tickBoxes(await verify(await partsOf(product)));
    expect(boxes.map(({ text, status }) => [text, status])).toEqual([
      ['CLERK_SECRET_KEY stored as Worker secret (not in wrangler.toml)', 'not-checked'],
      ['CLERK_WEBHOOK_SECRET stored as Worker secret', 'not-checked'],
      ['Allowed origins configured for all deployment URLs', 'ticked'],
      ['Test mode (pk_test_) keys NOT used in production', 'ticked'],
      ['Webhook endpoint only accepts POST requests', 'ticked'],
      ['JWKS URL is correct and accessible from Workers', 'ticked'],
      ['Admin users have tier: "admin" in public metadata', 'ticked'],
      ['CF Access configured for admin routes (optional but recommended)', 'not-checked'],
    ]);
  });

  it('has a box that fails where its check does', { timeout: testTimeLimitMs }, async () => {
    const parts = await partsOf(product);
    const boxes = tickBoxes(await verify({ ...parts, origins: ['https://forgotten.example.org'] }));
    expect(boxes.filter(({ status }) => status === 'failed')).toEqual([
      expect.objectContaining({ text: 'Allowed origins configured for all deployment URLs' }),
    ]);
  });

  it('ticks Access where it asks before the Worker', { timeout: testTimeLimitMs }, async () => {
    const access = new Map([['location', 'https://my-team.cloudflareaccess.com/cdn-cgi/access/login']]);
    const parts = await partsOf(product, async ({ pathname }, _request, next) =>
      pathname.startsWith('/api/admin/') ? toAnswer(302, '', access) : next(),
    );
    const results = await verify(parts);
    expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
    expect(tickBoxes(results).at(-1)).toMatchObject({ status: 'ticked' });
  });
});

describe('the commands', () => {
  const run = (args: readonly string[]) =>
    runBloqr(args, { environment: product.variables, timeLimitMs: commandTimeLimitMs });

  it('bloqr verify prints the results, the checklist, and nothing secret', {
    timeout: testTimeLimitMs,
  }, async () => {
    const { code, stdout, stderr } = await run(['verify', product.url, '--as', product.adminId]);
    const wrong = stdout.split('\n').filter((line, index, lines) => (line + lines[index - 1]).includes('✘'));
    expect([code, stderr, wrong]).toEqual([0, '', []]);
    expect(stdout).toContain('✔ it takes what is signed (ignored)');
    expect(stdout).toContain('[✔] Webhook endpoint only accepts POST requests');
    for (const name of ['CLERK_SECRET_KEY', 'CLERK_WEBHOOK_SECRET'])
      expect(stdout).not.toContain(product.variables[name]);
  });

  it('bloqr verify --json reports them, and ends with 6 where one is wrong', {
    timeout: testTimeLimitMs,
  }, async () => {
    const args = ['verify', product.url, '--json', '--origin', 'https://forgotten.example.org'];
    const { code, stdout } = await run(args);
    const report = JSON.parse(stdout);
    expect([code, report.url]).toEqual([6, product.url]);
    expect(report.checklist).toHaveLength(8);
    expect(report.checks.find(({ id }: { id: string }) => id === 'cors-allowed')).toMatchObject({
      outcome: 'bad',
      findings: ['https://forgotten.example.org is not allowed.'],
      severity: 'error',
      step: 'Step 3',
      page: 'docs/doctor.md#cors-allowed',
    });
  });

  it('bloqr doctor asks the real local database and Clerk', { timeout: testTimeLimitMs }, async () => {
    const { code, stdout } = await run(['doctor', '--json', '--timeout', '100']);
    const outcomes = Object.fromEntries(
      JSON.parse(stdout).checks.map((one: { id: string; outcome: string }) => [one.id, one.outcome]),
    );
    expect(code).toBe(0);
    expect(outcomes).toMatchObject({
      'migrations-applied': 'good',
      'accounts-in-line': 'good',
      'administrator-exists': 'good',
      'clerk-same-instance': 'good',
      'token-claim': 'good',
      'webhook-endpoint': 'confirm',
    });
  });

  it('bloqr verify says so where nobody answers', { timeout: testTimeLimitMs }, async () => {
    const { code, stdout } = await run(['verify', 'http://localhost:9', '--timeout', '20']);
    expect(code).toBe(6);
    expect(stdout).toMatch(/✘ GET \/api\/version answers\n +It cannot be reached: /);
  });

  it.each([
    { args: ['verify'], stderr: /A address is missing|address is missing/ },
    { args: ['verify', 'example.org'], stderr: /"example\.org" must be an address alone/ },
    // What may have a password in it is not repeated.
    { args: ['verify', 'https://a:b@example.org'], stderr: /^bloqr: It must be an address alone/ },
    { args: ['verify', 'https://example.org/path'], stderr: /must be an address alone/ },
    { args: ['verify', 'http://example.org'], stderr: /must be https: tokens are sent there/ },
    {
      args: ['verify', 'http://localhost:1', '--as', 'me'],
      stderr: /--as must be the id of a user of Clerk/,
    },
    { args: ['doctor', '--timeout', '0'], stderr: /--timeout must be a number of seconds from 1 to 600/ },
    { args: ['preflight', '--plan', 'huge'], stderr: /--plan is free or paid, not "huge"/ },
  ])('$args ends with 2', { timeout: testTimeLimitMs }, async ({ args, stderr }) => {
    const failed = await run(args);
    expect([failed.code, failed.stdout]).toEqual([2, '']);
    expect(failed.stderr).toMatch(stderr);
  });
});

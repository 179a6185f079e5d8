import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '../format-table.ts';
import { median } from '../median.ts';
import { measureAnswerTimes } from './known-addresses.ts';
import { type LoadTarget, runClosedLoop, runOpenLoop } from './load.ts';
import { startClerk, webhookKey } from './measured-clerk.ts';
import { measureHash, measureSignIn, signUpHere } from './sign-in.ts';
import { type MeasuredWorker, startWorker } from './start-worker.ts';

const entryPoints = {
  product: join(import.meta.dirname, '../../../apps/worker/test/measured-worker.ts'),
  bare: join(import.meta.dirname, '../../../apps/worker/test/bare-worker.ts'),
};
/** Measured runs; each kind takes its turn in every one. */
const runs = 5;
const requestCount = 3000;
const tokenCount = 10_000;
const distinctTokens = 2000;
const openLoop = { perSecond: 500, seconds: 10 };

/** `--sign-in`: what Better Auth takes, and nothing else. */
const { values } = parseArgs({ options: { 'sign-in': { type: 'boolean', default: false } } });

const folder = mkdtempSync(join(tmpdir(), 'bloqr-bench-requests-'));
const clerk = await startClerk();
const product = await startWorker(entryPoints.product, folder, {
  ...clerk.variables,
  AUTH_PROVIDERS: 'clerk,better-auth',
  BETTER_AUTH_SECRET: randomBytes(33).toString('base64'),
});
// Here signing up tells nobody whether an address is known.
const discreet = await startWorker(entryPoints.product, `${folder}-discreet`, {
  AUTH_PROVIDERS: 'better-auth',
  BETTER_AUTH_SECRET: randomBytes(33).toString('base64'),
  BETTER_AUTH_VERIFY_EMAIL: 'true',
});
const bare = await startWorker(entryPoints.bare, `${folder}-bare`, {});
let areAllMet = true;
try {
  console.log(
    `Node ${process.version}, ${cpus().length} CPUs (${cpus()[0]?.model ?? 'unknown'}); workerd without a proxy`,
  );
  await reportSignIn();
  await reportAnswerTimes();
  if (!values['sign-in']) await run();
} finally {
  await Promise.all([product.stop(), discreet.stop(), bare.stop()]);
  clerk.stop();
  for (const one of [folder, `${folder}-discreet`, `${folder}-bare`])
    rmSync(one, { recursive: true, force: true });
}
process.exitCode = areAllMet ? 0 : 1;

async function run(): Promise<void> {
  const origin = `http://127.0.0.1:${product.port}`;
  let token = await clerk.mint(origin);
  const session = await signUpHere(product);
  const withToken = () => ({ headers: { Authorization: `Bearer ${token}` } });
  const measured = (path: string): LoadTarget => ({
    port: product.port,
    path: `/api/measured/${path}`,
    next: withToken,
    expectedStatus: 200,
  });
  const kinds: Readonly<Record<string, { worker: MeasuredWorker; target: LoadTarget }>> = {
    bare: { worker: bare, target: { port: bare.port, path: '/', expectedStatus: 200 } },
    'bare, asking an object': {
      worker: bare,
      target: { port: bare.port, path: '/object', expectedStatus: 200 },
    },
    'bare, reading a row': { worker: bare, target: { port: bare.port, path: '/row', expectedStatus: 200 } },
    claim: { worker: product, target: measured('claim') },
    'claim, counted': { worker: product, target: measured('claim-counted') },
    row: { worker: product, target: measured('row') },
    'row, counted': { worker: product, target: measured('row-counted') },
    'row, Better Auth': {
      worker: product,
      target: { ...measured('row'), next: () => ({ headers: { Authorization: `Bearer ${session}` } }) },
    },
  };

  const rates = new Map<string, number[]>();
  const costs = new Map<string, number[]>();
  for (let turn = 0; turn <= runs; turn++) {
    token = await clerk.mint(origin);
    for (const [name, { worker, target }] of Object.entries(kinds)) {
      const before = worker.cpuSeconds();
      const rate = await runClosedLoop(target, requestCount);
      // The first turn warms up.
      if (turn === 0) continue;
      rates.set(name, [...(rates.get(name) ?? []), rate]);
      costs.set(name, [...(costs.get(name) ?? []), (worker.cpuSeconds() - before) / requestCount]);
    }
  }
  const rateOf = (name: string) => median(rates.get(name) ?? []);
  const microsecondsOf = (name: string) => median(costs.get(name) ?? []) * 1e6;
  const rows = Object.keys(kinds).map((name) => [
    name,
    rateOf(name).toFixed(0),
    (rateOf(name) / rateOf('bare')).toFixed(2),
    microsecondsOf(name).toFixed(0),
  ]);
  console.log(`\n${formatTable(['path', 'requests/s', '× bare', 'CPU µs a request'], rows)}\n`);
  report('claim path without the limiter, of the bare Worker', rateOf('claim') / rateOf('bare'), 0.6, 'min');
  report(
    'claim path with the limiter, of the bare Worker',
    rateOf('claim, counted') / rateOf('bare'),
    0.4,
    'min',
  );
  report('claim path over row path', rateOf('claim') / rateOf('row'), 2.5, 'min');
  console.log(
    `of the platform's own floor: claim path with the limiter ${(rateOf('claim, counted') / rateOf('bare, asking an object')).toFixed(2)}, row path ${(rateOf('row') / rateOf('bare, reading a row')).toFixed(2)}`,
  );

  // Less than this is not to be had without asking fewer times: the claim path, and what the platform takes for an object.
  const sum = microsecondsOf('claim') + microsecondsOf('bare, asking an object') - microsecondsOf('bare');
  console.log(
    `CPU of the claim path and of asking an object, added up: ${sum.toFixed(0)} µs, ${(microsecondsOf('bare') / sum).toFixed(2)} of the bare Worker; together they take ${microsecondsOf('claim, counted').toFixed(0)} µs`,
  );

  const target = kinds.claim?.target;
  if (target === undefined) throw new Error('nothing to load');
  const bareLatencies = await runOpenLoop(
    { port: bare.port, path: '/', expectedStatus: 200 },
    openLoop.perSecond,
    openLoop.seconds,
  );
  const latencies = await runOpenLoop(target, openLoop.perSecond, openLoop.seconds);
  const p99 = (values: readonly number[]) => values[Math.floor(values.length * 0.99)] ?? Number.NaN;
  console.log(
    `open loop, ${openLoop.perSecond} requests/s for ${openLoop.seconds} s: p99 ${p99(latencies).toFixed(1)} ms, bare ${p99(bareLatencies).toFixed(1)} ms`,
  );
  report('p99 over the bare Worker’s', p99(latencies) / p99(bareLatencies), 3, 'max');

  // More than are remembered, so that each is checked anew.
  const tokens = await Promise.all(Array.from({ length: distinctTokens }, () => clerk.mint(origin)));
  const valid: LoadTarget = {
    ...measured('claim-counted'),
    next: (n) => ({ headers: { Authorization: `Bearer ${tokens[n % tokens.length]}` } }),
  };
  const garbage: LoadTarget = {
    ...valid,
    next: (n) => ({
      headers: { Authorization: `Bearer ${makeGarbage(tokens[n % tokens.length] ?? token, n)}` },
    }),
    expectedStatus: 401,
  };
  const validCost = await measureCost(product, valid, tokenCount);
  const garbageCost = await measureCost(product, garbage, tokenCount);
  console.log(
    `${tokenCount} tokens, counted: valid ${validCost.toFixed(2)} s of CPU, garbage ${garbageCost.toFixed(2)} s`,
  );
  report('CPU of garbage over valid tokens', garbageCost / validCost, 1, 'max');

  const ingestRates: number[] = [];
  const batchRates: number[] = [];
  for (let turn = 0; turn <= runs; turn++) {
    const signed: LoadTarget = {
      port: product.port,
      path: '/api/webhooks/clerk',
      method: 'POST',
      next: (n) => createDelivery(`in${turn}_${n}`, n),
      expectedStatus: 200,
    };
    const raw: LoadTarget = {
      ...signed,
      path: '/api/measured/batch',
      next: (n) => createDelivery(`raw${turn}_${n}`, n),
    };
    const ingest = await runClosedLoop(signed, requestCount / 3);
    const batch = await runClosedLoop(raw, requestCount / 3);
    if (turn === 0) continue;
    ingestRates.push(ingest);
    batchRates.push(batch);
  }
  console.log(
    `webhooks: ${median(ingestRates).toFixed(0)}/s, the same D1 batch alone ${median(batchRates).toFixed(0)}/s`,
  );
  report('webhook ingest, of the D1 batch alone', median(ingestRates) / median(batchRates), 0.6, 'min');
}

async function reportSignIn(): Promise<void> {
  const measured = { ...(await measureSignIn(product)), 'the hash alone, one at a time': measureHash() };
  const rows = Object.entries(measured).map(([name, { perSecond, cpuMs }]) => [
    name,
    perSecond.toFixed(1),
    cpuMs.toFixed(0),
  ]);
  console.log(`\n${formatTable(['Better Auth', 'a second', 'CPU ms'], rows)}`);
}

/** Whether an answer about an address of somebody takes as long as one about nobody's. */
async function reportAnswerTimes(): Promise<void> {
  const measured = await measureAnswerTimes(discreet);
  const rows = Object.entries(measured).map(([name, { knownMs, unknownMs }]) => [
    name,
    knownMs.toFixed(1),
    unknownMs.toFixed(1),
    (knownMs / unknownMs).toFixed(2),
  ]);
  console.log(`\n${formatTable(['median, ms', 'known address', 'unknown', 'ratio'], rows)}\n`);
}

async function measureCost(worker: MeasuredWorker, target: LoadTarget, count: number): Promise<number> {
  const before = worker.cpuSeconds();
  await runClosedLoop(target, count);
  return worker.cpuSeconds() - before;
}

function report(what: string, ratio: number, limit: number, kind: 'min' | 'max'): void {
  const isMet = kind === 'min' ? ratio >= limit : ratio <= limit;
  areAllMet &&= isMet;
  console.log(
    `${what}: ${ratio.toFixed(2)} ${kind === 'min' ? '≥' : '≤'} ${limit} ${isMet ? 'met' : 'MISSED'}`,
  );
}

/** What floods look like: noise, tokens of unknown keys, tokens with another signature, in turn. */
function makeGarbage(token: string, n: number): string {
  const [header = '', claims = '', signature = ''] = token.split('.');
  if (n % 3 === 0) return `${header}.${claims}`;
  if (n % 3 === 1) {
    const other = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: `ins_${n}` })).toString(
      'base64url',
    );
    return `${other}.${claims}.${signature}`;
  }
  return `${header}.${claims}.${signature.slice(0, -8)}${String(n).padStart(7, '0')}A`;
}

/** A new user each time, signed. */
function createDelivery(id: string, n: number) {
  const now = Date.now();
  const body = JSON.stringify({
    object: 'event',
    type: 'user.created',
    timestamp: now,
    instance_id: 'ins_bench',
    data: {
      id: `user_${id.replace('_', 'x')}`,
      object: 'user',
      email_addresses: [],
      public_metadata: {},
      created_at: now,
      updated_at: now,
    },
  });
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', webhookKey).update(`${id}.${timestamp}.${body}`).digest('base64');
  // One address may send 600 in a minute.
  const address = `10.${Math.floor(n / 500)}.${id.length}.${id.charCodeAt(2)}`;
  const headers = {
    'Content-Type': 'application/json',
    'CF-Connecting-IP': address,
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${signature}`,
  };
  return { headers, body };
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProofOptions, ProofPart } from './proof-part.ts';

const root = join(import.meta.dirname, '../..');

/** Random requests to every route of the Worker, inside workerd. */
export const requestsPart: ProofPart = {
  name: 'requests',
  summary: '50000 generated requests, and JSONTestSuite, to every route of the Worker',
  run: async (options) => runProofTest('requests.proof', options),
};

/** The limiter of requests, by a virtual clock and in Durable Objects. */
export const limiterPart: ProofPart = {
  name: 'limiter',
  summary: 'the limiter of requests over 50 windows, and in 50 rounds of Durable Objects',
  run: async (options) => runProofTest('limiter.proof', options),
};

/** Session tokens, forged and genuine, through the verifier inside workerd. */
export const forgeryTokensPart: ProofPart = {
  name: 'forgery-tokens',
  summary: '50000 forged session tokens, none of which may hold, and 10000 genuine ones, all of which must',
  run: async (options) => runProofTest('forgery-tokens.proof', options),
};

/** Forged deliveries of webhooks beside genuine ones, inside workerd with D1, and the public libraries' word on each. */
export const forgeryDeliveriesPart: ProofPart = {
  name: 'forgery-deliveries',
  summary: '50000 forged deliveries of webhooks, of which none may be taken, and 10000 genuine ones',
  run: async (options) => runProofTest('forgery-deliveries.proof', options),
};

/** Deliveries out of order, repeated and failing, inside workerd with D1. */
export const convergencePart: ProofPart = {
  name: 'convergence',
  summary: '1000 deliveries of webhooks in random order, 20 % of them twice, end in the rows that were meant',
  run: async (options) => runProofTest('convergence.proof', options),
};

/** What was taken away, and requests with it afterwards. */
export const revocationPart: ProofPart = {
  name: 'revocation',
  summary:
    '10000 requests after a delete, ban, downgrade or revocation was acknowledged, and 10000 after a session of Better Auth was ended, none of which may pass',
  run: async (options) => runProofTest('revocation.proof', options),
};

/** The library's own suite for adapters, upon ours. */
export const adapterPart: ProofPart = {
  name: 'adapter',
  summary: 'the adapter suite of @better-auth/test-utils on our adapter and D1, inside workerd',
  run: async (options) => runProofTest('adapter-suite.proof', options),
};

/** Every route for everybody, however it is spelled. */
export const matrixPart: ProofPart = {
  name: 'matrix',
  summary: 'every route × everybody who may come × every spelling of its address, as the table says',
  run: async (options) => runProofTest('authorization-matrix.proof', options),
};

/** What the service is made of, failing. */
export const faultsPart: ProofPart = {
  name: 'faults',
  summary: 'D1, limiter, key set, Backend API and source host fail, hang and are slow on every route',
  run: async (options) => runProofTest('faults.proof', options),
};

/** Where the keys of session tokens come from. */
export const keySetPart: ProofPart = {
  name: 'key-set',
  summary: '10000 unknown key ids, a day without the key set, 100 rotations, and hostile sets',
  run: async (options) => runProofTest('key-set.proof', options),
};

/** People of Clerk who come to sign in with Better Auth. */
export const migrationPart: ProofPart = {
  name: 'migration',
  summary: '1000 users of Clerk migrated through kills, taken back, migrated again and finished; all sign in',
  run: async (options) => runProofTest('clerk-migration.proof', options),
};

/** Runs a test of the Worker in full size and prints what it reports. A small part of it runs with the other tests. */
export function runProofTest(name: string, { seed, scale, print }: ProofOptions): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-proof-'));
  const file = join(folder, 'results.json');
  try {
    const args = ['run', '--project', 'worker', name, '--reporter=json', `--outputFile.json=${file}`];
    const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, PROOF_SEED: String(seed), PROOF_SCALE: String(scale) },
    });
    const figures = listFigures(JSON.parse(readFileSync(file, 'utf8')));
    for (const figure of figures) print(`  ${figure}`);
    // Without a figure nothing was measured, whatever the status says.
    return status === 0 && figures.length > 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `meta.figures` of every test in vitest's report. */
function listFigures(report: unknown): string[] {
  if (Array.isArray(report)) return report.flatMap(listFigures);
  if (typeof report !== 'object' || report === null) return [];
  return Object.entries(report).flatMap(([name, value]) =>
    name === 'figures' && Array.isArray(value) ? value.map(String) : listFigures(value),
  );
}

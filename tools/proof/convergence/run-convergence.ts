import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createClerkEmulator, type WebhookDispatcher } from '@bloqr/clerk-emulator';
import { createAsk, listExpectedRows, makeHistory } from './clerk-history.ts';
import { createSender } from './create-sender.ts';
import { HurriedClock } from './hurried-clock.ts';
import { type KillableWorker, prepareDatabase, startKillableWorker } from './killable-worker.ts';
import { type DatabaseContent, readDatabase } from './read-database.ts';

export interface ConvergenceSize {
  /** Requests that are planned at first; retries come on top. */
  readonly deliveryCount: number;
  readonly killCount: number;
  readonly seed: number;
}

const duplicateShare = 0.2;
/** One write to the database in so many fails. */
const faultsOneIn = 20;
const answerLossShare = 0.01;
const reorderWithinMs = 10_000;
const pollMs = 50;
const replaysMax = 10;
const faultsShown = 10;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/**
 * Has the local Clerk live through a history and deliver it in random order, with duplicates, to a real workerd whose database
 * is on disk and fails now and then, and kills workerd meanwhile. Afterwards the database is compared with the local Clerk.
 *
 * @returns what is not as it should be, a sentence each
 */
export async function runConvergence(
  size: ConvergenceSize,
  print: (text: string) => void,
): Promise<string[]> {
  const { deliveryCount, killCount, seed } = size;
  const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-convergence-state-'));
  const faults: string[] = [];
  const clock = new HurriedClock();
  const sender = createSender();
  const messageCount = Math.round(deliveryCount * (1 - duplicateShare));
  let announced = 0;
  const random = createSeededNumbers(seed);
  let nowMs = Date.now() - messageCount * 1000;
  const emulator = createClerkEmulator({
    // Some changes happen within one millisecond.
    now: () => {
      nowMs += [0, 1, 1000][Math.floor(random() * 3)] ?? 0;
      return nowMs;
    },
    onEvent: () => void announced++,
    webhooks: {
      fetch: sender.fetch,
      clock,
      endpointUrl: 'http://localhost/api/webhooks/clerk',
      secret,
      concurrencyMax: 8,
    },
  });
  let starts = 0;
  const start = (): Promise<KillableWorker> =>
    startKillableWorker(stateFolder, {
      ENVIRONMENT: 'local',
      CLERK_JWKS_URL: 'http://localhost:9/.well-known/jwks.json',
      CLERK_WEBHOOK_SECRET: secret,
      FAULT_SEED: String(seed + ++starts),
      FAULTS_ONE_IN: String(faultsOneIn),
    });
  let worker: KillableWorker | undefined;
  try {
    await prepareDatabase(stateFolder);
    const webhooks = await emulator.openWebhooks();
    // Of every second pair the double comes first and takes the place of the other.
    const share = (2 * duplicateShare) / (1 - duplicateShare);
    webhooks.setFaults({ duplicateShare: share, answerLossShare, reorderWithinMs }, seed);
    const ask = await createAsk(emulator);
    const { createdIds, deletedIds } = await makeHistory(ask, random, messageCount, () => announced);
    const expected = await listExpectedRows(ask);

    worker = await start();
    sender.aimAt(worker.url);
    clock.release();
    for (let kill = 1; kill <= killCount; kill++) {
      const until = Math.floor((kill * deliveryCount) / (killCount + 1));
      while (sender.answered < until && !clock.isIdle) await pause();
      // Requests are under way; others find nobody.
      sender.aimAt(undefined);
      await worker.kill();
      faults.push(...findLost(sender.acknowledged, readDatabase(stateFolder), `after kill ${kill}`));
      worker = await start();
      sender.aimAt(worker.url);
    }
    const replayed = await drain(webhooks, clock);
    await worker.kill();

    const content = readDatabase(stateFolder);
    const undelivered = webhooks.messages.filter(({ deliveries }) =>
      deliveries.some(({ status }) => status !== 'succeeded'),
    ).length;
    faults.push(
      ...findLost(sender.acknowledged, content, 'in the end'),
      ...findDifferences(content, expected, deletedIds),
    );
    if (content.messageIds.size !== announced)
      faults.push(`${content.messageIds.size} messages are there of ${announced}`);
    if (undelivered > 0) faults.push(`${undelivered} messages were never acknowledged`);
    const statuses = [...sender.statuses].sort().map(([status, count]) => `${status} × ${count}`);
    print(
      `  ${sender.sent} deliveries, ${sender.answered} of them answered (${sender.repeated} repetitions), of ${announced} messages about ${createdIds.size} people (seed ${seed}), at most ${sender.atOnceMax} at once: ${statuses.join(', ')}; ${replayed} replayed`,
    );
    print(
      `  ${killCount} kills, ${sender.brokenOff} requests broken off by them; ${sender.acknowledged.size} messages acknowledged, ${faults.filter((fault) => fault.includes('lost')).length} lost`,
    );
    print(
      `  ${content.users.size} rows, ${content.deletedIds.size} deleted: ${faults.length === 0 ? 'the same as the local Clerk’s' : `${faults.length} faults`}`,
    );
    for (const fault of faults.slice(0, faultsShown)) print(`  ${fault}`);
    return faults;
  } finally {
    (await emulator.openWebhooks()).close();
    await worker?.kill();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Lets everything be delivered; what Svix has given up is sent again, as an operator would. */
async function drain(webhooks: WebhookDispatcher, clock: HurriedClock): Promise<number> {
  let replayed = 0;
  const [endpoint] = webhooks.endpoints;
  for (let replay = 0; replay < replaysMax; replay++) {
    while (!clock.isIdle) await pause();
    const count = endpoint === undefined ? 0 : webhooks.replay(endpoint.id, 'failed', 0);
    if (count === 0) break;
    replayed += count;
  }
  return replayed;
}

function findLost(
  acknowledged: ReadonlySet<string>,
  { messageIds, unsettled }: DatabaseContent,
  when: string,
): string[] {
  const lost = [...acknowledged].filter((id) => !messageIds.has(id));
  return [
    ...lost.map((id) => `${id} was acknowledged and is lost ${when}`),
    ...(unsettled > 0 ? [`${unsettled} messages are half done ${when}`] : []),
  ];
}

function findDifferences(
  { users, deletedIds, deadLetters }: DatabaseContent,
  expected: ReadonlyMap<string, unknown>,
  deletedAtClerk: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  for (const [id, row] of expected) {
    const found = users.get(id);
    if (!isDeepStrictEqual({ ...found }, row))
      faults.push(`${id} is ${JSON.stringify(found)} and should be ${JSON.stringify(row)}`);
  }
  for (const id of users.keys()) {
    if (deletedAtClerk.has(id)) faults.push(`${id} was deleted and came back`);
    else if (!expected.has(id)) faults.push(`${id} is nobody`);
  }
  for (const id of deletedAtClerk)
    if (!deletedIds.has(id)) faults.push(`${id} was deleted and is not known as such`);
  if (deletedIds.size !== deletedAtClerk.size)
    faults.push(`${deletedIds.size} are deleted of ${deletedAtClerk.size}`);
  if (deadLetters > 0) faults.push(`${deadLetters} messages could not be used`);
  return faults;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pollMs));
}

/** The generator of Park and Miller: the same numbers for the same seed. */
function createSeededNumbers(seed: number): () => number {
  let state = (Math.abs(Math.imul(seed, 2_654_435_761)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describeLogLine } from '../../packages/cli/src/logs/describe-entry.ts';
import { arePagesCurrent, buildPages, layPages } from '../build-pages.ts';
import { listProviderSources } from '../pages/provider-sources.ts';
import type { DevServerMessage } from './dev-server.ts';
import { keepSecret } from './keep-secret.ts';
import { type Relay, startRelay } from './relay.ts';
import { readStartSettings, type StartSettings } from './settings.ts';
import { findStateFault } from './state-folder.ts';
import { endWrangler, root, startDevServer, startWrangler, waitForEnd } from './wrangler.ts';

/** Where wrangler keeps its state unless it is told otherwise. */
const wranglerStateFolder = join(root, '.wrangler', 'state');
const databaseName = 'bloqr-backend-app-db';
const firstAnswerTimeLimitMs = 30_000;

let running: ChildProcess | undefined;
let isStopping = false;

/**
 * Prepares pages and database, and runs the Worker until a signal comes. Ends the process in every case.
 *
 * @param beside what runs beside it: the variables of a local Clerk that it is to use, and a line more to say when it is
 *   ready
 */
export async function serve(beside?: {
  readonly variables?: Readonly<Record<string, string>>;
  readonly remark: string;
}): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  const settings = readSettings(beside?.variables);
  const stateFault = settings.stateFolder && findStateFault(settings.stateFolder);
  if (stateFault) return stop(stateFault);
  const relay = await startRelay(settings.port);
  if (relay === undefined) return stop(describeTakenPort(settings.port));
  if (!arePagesCurrent()) say('Building the pages …');
  if (!buildPages()) return stop('The pages could not be built; the reason is above.');
  layPages(pagesFolderOf(settings), listProviderSources(settings.environment));
  say('Preparing the database …');
  await migrate(settings);
  if (isStopping) return;
  say('Starting the Worker …');
  runWorker(withSecret(settings), relay, beside?.remark);
}

function pagesFolderOf({ stateFolder = wranglerStateFolder }: StartSettings): string {
  return join(stateFolder, 'pages');
}

/** A deployed service must be given its secret; this one makes its own, and keeps it with the accounts that need it. */
function withSecret(settings: StartSettings): StartSettings {
  const { environment, stateFolder } = settings;
  const hasSecret = ['BETTER_AUTH_SECRET', 'BETTER_AUTH_SECRETS'].some((name) => name in environment);
  if (hasSecret || environment.ENVIRONMENT !== 'local') return settings;
  const secret = keepSecret(stateFolder ?? wranglerStateFolder);
  return { ...settings, environment: { ...environment, BETTER_AUTH_SECRET: secret } };
}

function readSettings(localClerk?: Readonly<Record<string, string>>): StartSettings {
  const file = join(root, '.env.local');
  try {
    return readStartSettings(existsSync(file) ? readFileSync(file, 'utf8') : '', process.env, localClerk);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say(error.message);
    return process.exit(1);
  }
}

/** Makes the tables, or brings them up to date. Says something only where that fails. */
async function migrate(settings: StartSettings): Promise<void> {
  const talk: Buffer[] = [];
  const args = ['d1', 'migrations', 'apply', databaseName, '--local', ...listStateFlags(settings)];
  running = startWrangler(args, settings.environment);
  for (const stream of [running.stdout, running.stderr]) {
    stream?.on('data', (chunk: Buffer) => talk.push(chunk));
  }
  if ((await waitForEnd(running)) === 0 || isStopping) return;
  process.stderr.write(Buffer.concat(talk));
  await stop('The database could not be prepared; the reason is above.');
}

function runWorker(settings: StartSettings, relay: Relay, remark: string | undefined): void {
  const { port, stateFolder, environment } = settings;
  running = startDevServer(pagesFolderOf(settings), stateFolder, environment);
  // Its standard output is talk, and the Worker's log; warnings and errors go to standard error.
  if (running.stdout) createInterface(running.stdout).on('line', showLogLine);
  let isReady = false;
  running.on('message', async (message: DevServerMessage) => {
    if ('workerPort' in message) relay.setTarget(message.workerPort);
    if (isReady || isStopping) return;
    // Later on, the Worker that last could be built goes on.
    if ('hasFailed' in message) return stop('The Worker could not be started; the reason is above.');
    isReady = true;
    const isAnswering = await doesAnswer(port);
    if (isStopping) return;
    if (isAnswering) sayReady(port, remark);
    else await stop('The Worker does not answer; the reason is above.');
  });
  void waitForEnd(running).then((ending) =>
    stop(`The Worker stopped by itself (${ending}); the reason is above.`),
  );
}

function showLogLine(line: string): void {
  const text = describeLogLine(line);
  if (text !== undefined) process.stdout.write(`${text}\n`);
}

function listStateFlags({ stateFolder }: StartSettings): string[] {
  return stateFolder === undefined ? [] : ['--persist-to', stateFolder];
}

async function doesAnswer(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(firstAnswerTimeLimitMs);
    return (await fetch(`http://localhost:${port}/api/version`, { signal })).ok;
  } catch {
    return false;
  }
}

/** Ends what runs, then this process. With a sentence to say, it was no success. Only the first call counts. */
export async function stop(sentence?: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (running !== undefined) await endWrangler(running);
  if (sentence !== undefined) say(sentence);
  process.exit(sentence === undefined ? 0 : 1);
}

function sayReady(port: number, remark: string | undefined): void {
  const example = {
    configuration: { name: 'My list', sources: [{ source: 'mine' }], transformations: ['Deduplicate'] },
    preFetchedContent: { mine: '||example.org^\n||example.org^\n' },
  };
  process.stdout.write(`
Ready on http://localhost:${port}
${remark === undefined ? '' : `${remark}\n`}
Try it:
  curl http://localhost:${port}/api/compile \\
    -H 'Content-Type: application/json' -H 'Accept: text/plain' \\
    -d '${JSON.stringify(example)}'

Ctrl+C ends it.
`);
}

function describeTakenPort(port: number): string {
  return `Port ${port} is in use by another program. End that one, or choose another port: PORT=${port + 1} npm start`;
}

/** Talk goes to standard error. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

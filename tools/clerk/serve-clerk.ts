import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ClerkEmulator, createClerkEmulator } from '@bloqr/clerk-emulator';
import { createAdaptorServer } from '@hono/node-server';
import { listen, loopbackHosts } from '../start/listen.ts';
import { type ClerkSettings, readClerkSettings } from './clerk-settings.ts';
import { describeClerkVariables, formatVariables } from './clerk-variables.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { createInstalledScripts } from './installed-scripts.ts';

const root = join(import.meta.dirname, '..', '..');

const usage = `npm run clerk -- [--json]

Runs a local Clerk on this machine until Ctrl+C, and prints the variables with which the product uses it. They are also in
clerk/variables.env of the state folder.

  --json    prints one line {"url", "page", "variables"} instead, as soon as it answers

CLERK_EMULATOR_PORT (8790) and STATE_DIR (.wrangler/state) move it; PORT (8787) is where the product listens for webhooks.`;

/** Runs the local Clerk until a signal comes. Ends the process in every case. */
export async function serveClerk(args: readonly string[]): Promise<void> {
  const { json, help } = readArguments(args);
  if (help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    const settings = readSettings();
    const store = createFileStore(settings.stateFolder);
    const emulator = createEmulator(settings, store);
    const servers = await listenOnLoopback(emulator, settings.port);
    if (servers === undefined) throw new Error(describeTakenPort(settings.port));
    const variables = describeClerkVariables(await emulator.connect(), settings.port);
    await writeFile(join(settings.stateFolder, 'variables.env'), formatVariables(variables), { mode: 0o600 });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => void stop(emulator, servers, store));
    }
    sayReady(settings.port, variables, json);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

function readArguments(args: readonly string[]): { readonly json: boolean; readonly help: boolean } {
  try {
    const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { json: values.json ?? false, help: values.help ?? false };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
    return process.exit(2);
  }
}

function readSettings(): ClerkSettings {
  const file = join(root, '.env.local');
  return readClerkSettings(existsSync(file) ? readFileSync(file, 'utf8') : '', process.env, root);
}

function createEmulator(settings: ClerkSettings, store: FileStore): ClerkEmulator {
  return createClerkEmulator({
    now: () => Date.now(),
    store,
    environment: settings.environment,
    publishableKey: settings.publishableKey,
    secretKey: settings.secretKey,
    scripts: createInstalledScripts(root),
    onMail: ({ to, purpose, code }) =>
      process.stderr.write(`Code ${code} for ${JSON.stringify(to)} (${purpose})\n`),
    webhooks: {
      fetch: (request) => fetch(request),
      endpointUrl: settings.endpointUrl,
      secret: settings.webhookSecret,
    },
  });
}

/** Listens on the loopback addresses that this machine has; undefined where the port is in use. */
async function listenOnLoopback({ app }: ClerkEmulator, port: number): Promise<Server[] | undefined> {
  const servers: Server[] = [];
  for (const host of loopbackHosts) {
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    const outcome = await listen(server, port, host);
    if (outcome === 'taken') return undefined;
    if (outcome === 'listening') servers.push(server);
  }
  return servers;
}

async function stop(emulator: ClerkEmulator, servers: readonly Server[], store: FileStore): Promise<void> {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  (await emulator.openWebhooks()).close();
  await store.flush();
  process.exit(0);
}

function sayReady(port: number, variables: Readonly<Record<string, string>>, json: boolean): void {
  const url = `http://localhost:${port}`;
  if (json) {
    process.stdout.write(`${JSON.stringify({ url, page: `${url}/`, variables })}\n`);
    return;
  }
  process.stdout.write(`
A local Clerk, for development only. Users, codes, webhooks and keys: ${url}
Pages load clerk-js from ${url}/npm/@clerk/clerk-js@6/dist/clerk.browser.js, with proxyUrl ${url}, or behind a proxy of their own.
Set:

${formatVariables(variables)}
Ctrl+C ends it; keys and users are kept.
`);
}

function describeTakenPort(port: number): string {
  return `Port ${port} is in use by another program. End that one, or choose another port: CLERK_EMULATOR_PORT=${port + 1} npm run clerk`;
}

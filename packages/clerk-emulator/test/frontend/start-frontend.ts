import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createInstalledScripts } from '../../../../tools/clerk/installed-scripts.ts';
import { type ClerkConnection, type ClerkEmulator, createClerkEmulator, type Mail } from '../../src/index.ts';
import { createTestPage } from './test-page.ts';

/** How clerk-js reaches the emulator: by the page's own origin, or across origins. */
export type Route = 'by a relative proxy' | 'across origins';

/** An emulator and a page that uses it, each at a port of its own. */
export interface Frontend {
  readonly emulator: ClerkEmulator;
  readonly connection: ClerkConnection;
  /** The emulator's origin. */
  readonly clerkOrigin: string;
  /** The page's origin. */
  readonly pageOrigin: string;
  /** What webhooks have delivered. */
  readonly deliveries: { readonly type: string; readonly data: { readonly id: string } }[];
  /** What was sent by e-mail. */
  readonly mails: Mail[];
  readonly close: () => void;
}

const root = join(import.meta.dirname, '..', '..', '..', '..');

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Hands on what is under `/__clerk`, as a proxy in front of Clerk has to: without the prefix, and saying where it is. */
function createProxy(clerkOrigin: string) {
  return async (request: Request): Promise<Response> => {
    const { pathname, search, origin } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.delete('host');
    headers.delete('connection');
    headers.set('Clerk-Proxy-Url', `${origin}/__clerk`);
    const body = request.method === 'POST' ? await request.text() : undefined;
    const response = await fetch(`${clerkOrigin}${pathname.slice('/__clerk'.length)}${search}`, {
      method: request.method,
      headers,
      redirect: 'manual',
      ...(body && { body }),
    });
    const answered = new Headers(response.headers);
    answered.delete('content-encoding');
    answered.delete('content-length');
    return new Response(response.body, { status: response.status, headers: answered });
  };
}

/**
 * The prebuilt parts add empty style elements and fill them by script, which needs the hash of nothing; the field for codes adds
 * one with text.
 */
const styles =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='";

/** What clerk-js and its prebuilt parts need, and nothing else. docs/clerk-emulator.md tells it. */
function describePolicy(clerkSource: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${clerkSource}`,
    `connect-src ${clerkSource}`,
    `img-src data: ${clerkSource}`,
    `style-src ${styles}`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Starts both. */
export async function startFrontend(route: Route): Promise<Frontend> {
  const deliveries: Frontend['deliveries'] = [];
  const mails: Mail[] = [];
  const emulator = createClerkEmulator({
    now: () => Date.now(),
    scripts: createInstalledScripts(root),
    onMail: (mail) => mails.push(mail),
    webhooks: {
      endpointUrl: 'http://localhost:9/webhooks',
      fetch: async (request) => {
        deliveries.push(await request.json());
        return new Response();
      },
    },
  });
  const clerk = createAdaptorServer({ fetch: emulator.app.fetch }) as Server;
  const clerkOrigin = await listen(clerk);
  const connection = await emulator.connect();
  const isProxied = route === 'by a relative proxy';
  const page = createTestPage({
    publishableKey: connection.publishableKey,
    proxyUrl: isProxied ? '/__clerk' : clerkOrigin,
    contentSecurityPolicy: describePolicy(isProxied ? "'self'" : clerkOrigin),
    proxy: createProxy(clerkOrigin),
  });
  const server = createAdaptorServer({ fetch: page.fetch }) as Server;
  const pageOrigin = await listen(server);
  return {
    emulator,
    connection,
    clerkOrigin,
    pageOrigin,
    deliveries,
    mails,
    close: () => {
      for (const each of [clerk, server]) {
        each.close();
        each.closeAllConnections();
      }
      void emulator.openWebhooks().then((webhooks) => webhooks.close());
    },
  };
}

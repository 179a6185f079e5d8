import { Hono } from 'hono';
import { localOnly } from '../local-only.ts';
import { EmulatorClient } from './emulator-client.ts';
import { createEndpointPage } from './endpoint-page.ts';
import { createJwtTemplatesPage } from './jwt-templates-page.ts';
import { createKeysPage } from './keys-page.ts';
import { createMailPage } from './mail-page.ts';
import { createMessagePage } from './message-page.ts';
import type { PagePorts } from './page-ports.ts';
import { pageScript } from './page-script.data.ts';
import { pageStyle } from './page-style.data.ts';
import { createSessionsPage } from './sessions-page.ts';
import { createUserPage } from './user-page.ts';
import { createUsersPage } from './users-page.ts';
import { createWebhooksPage } from './webhooks-page.ts';

/** Nothing but our own style, script and forms; in no frame, so that nobody clicks here without knowing. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Where the page is, and refuses requests of foreign pages. */
const dashboardPaths: readonly string[] = [
  '/',
  '/users',
  '/users/*',
  '/mail',
  '/webhooks',
  '/webhooks/*',
  '/jwt-templates',
  '/jwt-templates/*',
  '/sessions',
  '/keys/*',
  '/emulator/page.css',
  '/emulator/page.js',
];

/**
 * The part of Clerk's dashboard that the set-up guide uses, for this machine only: API keys, users with their public
 * metadata, webhooks, JWT templates, the session token. It shows the secret key and asks for no password. Forms work
 * without a script.
 */
export function createDashboard(ports: PagePorts): Hono {
  const dashboard = new Hono();
  for (const path of dashboardPaths) {
    dashboard.use(path, localOnly(ports.hosts), async (c, next) => {
      await next();
      c.header('Content-Security-Policy', contentSecurityPolicy);
      c.header('X-Content-Type-Options', 'nosniff');
      c.header('Referrer-Policy', 'same-origin');
      c.header('Cache-Control', 'no-store');
    });
  }
  dashboard.get('/emulator/page.css', (c) =>
    c.body(pageStyle, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  dashboard.get('/emulator/page.js', (c) =>
    c.body(pageScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  const client = new EmulatorClient(ports);
  for (const page of [
    createKeysPage(client, ports),
    createUsersPage(client),
    createUserPage(client),
    createMailPage(client),
    createWebhooksPage(ports),
    createMessagePage(ports),
    createEndpointPage(ports),
    createJwtTemplatesPage(client),
    createSessionsPage(client),
  ]) {
    dashboard.route('/', page);
  }
  return dashboard;
}

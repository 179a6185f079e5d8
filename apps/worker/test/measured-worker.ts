import { createApp } from '../src/app.ts';
import type { Bindings } from '../src/env.ts';
import type { Route, RouteDeclaration } from '../src/http/route.ts';
import { createRoutes } from '../src/routes/route-table.ts';
import { createServices, platformOfWorkers } from '../src/services.ts';
import { decideEffect } from '../src/webhooks/clerk/decide-effect.ts';
import { readEvent } from '../src/webhooks/clerk/read-event.ts';
import { createWebhookStoreD1 } from '../src/webhooks/clerk/webhook-store-d1.ts';

export { RateWindow } from '../src/index.ts';

const plain: Omit<RouteDeclaration, 'path'> = {
  method: 'GET',
  summary: 'Answer',
  credential: 'required',
  authority: 'claim',
  tier: 'free',
  scope: null,
  limit: 'uncounted',
  answers: [],
  problems: [],
};
const answer = async () => new Response('ok');
/** What is measured as the claim path is none where a row was read. */
const answerByClaim: Route['handle'] = async ({ principal }) => {
  const isByClaim = principal.kind === 'session' && principal.user === undefined;
  return new Response(isByClaim ? 'ok' : 'a row was read', { status: isByClaim ? 200 : 500 });
};

/** Routes that do nothing, so that what stands in front of them can be measured. */
const measuredRoutes: readonly Route[] = [
  { ...plain, path: '/api/measured/claim', handle: answerByClaim },
  { ...plain, path: '/api/measured/claim-counted', limit: 'counted', handle: answerByClaim },
  { ...plain, path: '/api/measured/row', authority: 'row', handle: answer },
  { ...plain, path: '/api/measured/row-counted', authority: 'row', limit: 'counted', handle: answer },
];

/** The batch that a webhook ends in, without what stands before it. */
function createBatchRoute(database: D1Database): Route {
  const store = createWebhookStoreD1(database, () => crypto.randomUUID());
  return {
    ...plain,
    method: 'POST',
    path: '/api/measured/batch',
    credential: 'none',
    handle: async ({ request }) => {
      const id = request.headers.get('svix-id') ?? '';
      const body = new Uint8Array(await request.arrayBuffer());
      const event = readEvent(body, id);
      const message = {
        id,
        eventType: event.type,
        eventAtMs: event.atMs,
        bodySha256: id.padEnd(64, '0').slice(0, 64),
        body: new TextDecoder().decode(body),
        receivedAt: new Date(),
      };
      await store.take(message, decideEffect(event, undefined));
      return new Response('ok');
    },
  };
}

let app: ReturnType<typeof createApp> | undefined;

/**
 * The Worker with a few routes more. Its log is written, but not sent: what a terminal takes to show it is no cost of the
 * service.
 */
export default {
  fetch(request, bindings, context) {
    if (app === undefined) {
      const services = createServices(bindings, {
        ...platformOfWorkers,
        log: (entry) => void JSON.stringify(entry),
      });
      const batch = bindings.DB === undefined ? [] : [createBatchRoute(bindings.DB)];
      app = createApp(services, [...createRoutes(services), ...measuredRoutes, ...batch]);
    }
    return app(request, (work) => context.waitUntil(work));
  },
} satisfies ExportedHandler<Bindings>;

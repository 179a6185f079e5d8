import { DurableObject } from 'cloudflare:workers';

interface Bindings {
  readonly DB: D1Database;
  readonly RATE_WINDOWS: DurableObjectNamespace<RateWindow>;
}

/** Answers and does nothing. */
export class RateWindow extends DurableObject {
  take(): boolean {
    return true;
  }
}

/** A Worker that only answers: what the platform takes for a request, for asking an object, for reading a row. */
export default {
  async fetch(request, { DB, RATE_WINDOWS }) {
    if (request.url.endsWith('/object')) {
      await RATE_WINDOWS.get(RATE_WINDOWS.idFromName('one')).take();
    } else if (request.url.endsWith('/row')) {
      await DB.prepare('SELECT id FROM users WHERE id = ?1').bind('one').first();
    }
    return new Response('ok');
  },
} satisfies ExportedHandler<Bindings>;

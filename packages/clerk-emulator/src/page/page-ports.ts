import type { WebhookDispatcher } from '../webhooks/webhook-dispatcher.ts';

/** What the page works with. */
export interface PagePorts {
  /** The emulator itself: answers requests to Clerk's Backend API, `/v1/…`, and to `/emulator/…`. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly webhooks: WebhookDispatcher;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Host names besides this machine's under which the page may be asked for. Default: none. */
  readonly hosts?: readonly string[];
}

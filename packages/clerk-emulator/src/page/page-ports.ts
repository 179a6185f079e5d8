import type { JsonObject } from '../json/json-object.ts';
import type { WebhookDispatcher } from '../webhooks/webhook-dispatcher.ts';

/** What the page shows of an instance and cannot ask the Backend API for. */
export interface PageKeys {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly instanceId: string;
}

/** What the page works with. */
export interface PagePorts {
  /** Answers requests to Clerk's Backend API, `/v1/…`, whatever their origin is. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly readKeys: () => Promise<PageKeys>;
  /** Makes another key that signs tokens; the one before stays in the key set. */
  readonly rotateSigningKey: () => Promise<void>;
  /** What "Customize session token" holds. */
  readonly readSessionClaims: () => Promise<JsonObject>;
  /** Resolves to what is wrong with the claims, or to null when they were kept. */
  readonly writeSessionClaims: (claims: JsonObject) => Promise<string | null>;
  readonly webhooks: WebhookDispatcher;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

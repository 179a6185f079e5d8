import type { WebhookDispatcher } from '../webhooks/webhook-dispatcher.ts';
import type { Instance } from './instance.ts';

/** What a client needs to know of an instance. */
export interface ClerkConnection {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly instanceId: string;
  /** `iss` of its tokens. */
  readonly issuer: string;
  /** Signs what the first webhook endpoint gets; undefined where there is no endpoint. */
  readonly webhookSecret?: string;
}

export function describeConnection(
  { publishableKey, secretKey, id, issuer }: Instance,
  { endpoints }: WebhookDispatcher,
): ClerkConnection {
  const webhookSecret = endpoints[0]?.secrets[0]?.secret;
  return {
    publishableKey,
    secretKey,
    instanceId: id,
    issuer,
    ...(webhookSecret === undefined ? {} : { webhookSecret }),
  };
}

/**
 * What Clerk announces to webhook endpoints when something changes.
 *
 * `timestamp` is in milliseconds, as Clerk sends it; Clerk's OpenAPI shows an example in seconds, and receivers must
 * bear both. Source: https://github.com/clerk/openapi-specs/blob/main/webhooks/2025-04-15.yml
 */
export interface WebhookEvent {
  readonly object: 'event';
  readonly type: 'user.created' | 'user.updated' | 'user.deleted' | (string & {});
  /** The whole resource after the change; for deletions `{object, id, deleted, external_id?}`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly instance_id: string;
  readonly event_attributes?: {
    readonly http_request: { readonly client_ip: string; readonly user_agent: string };
  };
}

/** What happened, as Clerk tells it: the body of a webhook. https://clerk.com/docs/guides/development/webhooks/overview */
export interface WebhookEvent {
  readonly object: 'event';
  readonly type: 'user.created' | 'user.updated' | 'user.deleted' | (string & {});
  readonly data: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly instance_id: string;
  readonly event_attributes?: {
    readonly http_request: { readonly client_ip: string; readonly user_agent: string };
  };
}

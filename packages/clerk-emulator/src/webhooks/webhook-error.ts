/** What can be wrong with a request to the dispatcher; the same words in code and in answers of `/emulator/webhooks`. */
export type WebhookErrorCode =
  | 'endpoint-disabled'
  | 'endpoint-not-found'
  | 'endpoint-url-invalid'
  | 'endpoint-url-refused'
  | 'endpoints-exhausted'
  | 'message-not-found'
  | 'request-invalid'
  | 'signing-secret-invalid';

/** Something was asked of the dispatcher that it cannot do. The message is made to be shown. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

import type { DeliveryClock } from './delivery-clock.ts';
import type { AttemptFaults } from './faults.ts';
import { parseRetryAfter } from './retry-delay.ts';
import { signMessage } from './sign-message.ts';
import type { AttemptOutcome, WebhookEndpoint, WebhookMessage } from './webhook-state.ts';

/** How the dispatcher names itself. */
const userAgent = 'Svix-Webhooks/1.99.1';

/** Characters of an answer that the log keeps. */
const excerptLengthMax = 1024;

/** What an attempt needs of the outside. */
export interface AttemptPorts {
  readonly clock: DeliveryClock;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly timeoutMs: number;
}

/** What came of a request. */
export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  readonly status: number | null;
  readonly response: string;
  readonly durationMs: number;
  readonly retryAfterMs: number | null;
  /** The endpoint's order in the header `webhook-delivery`. https://docs.svix.com/receiving/delivery-control */
  readonly order: 'abort-message' | 'disable' | null;
}

type Answer = Omit<AttemptResult, 'durationMs'>;

/** Sends a message to an endpoint once. Never rejects: whatever happens is a result. */
export async function sendAttempt(
  message: WebhookMessage,
  endpoint: WebhookEndpoint,
  faults: AttemptFaults,
  ports: AttemptPorts,
): Promise<AttemptResult> {
  const { clock, timeoutMs } = ports;
  const startedAt = clock.now();
  const abort = new AbortController();
  const { promise: deadline, resolve: miss } = Promise.withResolvers<Answer>();
  const cancel = clock.after(timeoutMs, async () => {
    miss(withoutAnswer('timed-out', `No answer within ${timeoutMs / 1000} s.`));
    abort.abort();
  });
  const request = buildRequest(message, endpoint, startedAt, faults, abort.signal);
  const answer = await Promise.race([exchange(request, ports), deadline]);
  cancel();
  return {
    ...(faults.isAnswerLost ? withoutAnswer('timed-out', 'The answer was lost on purpose.') : answer),
    durationMs: clock.now() - startedAt,
  };
}

async function buildRequest(
  message: WebhookMessage,
  endpoint: WebhookEndpoint,
  now: number,
  faults: AttemptFaults,
  signal: AbortSignal,
): Promise<Request> {
  const timestampSeconds = Math.floor(now / 1000);
  const secrets = endpoint.secrets
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .map(({ secret }) => secret);
  const signature = await signMessage(
    { messageId: message.id, timestampSeconds, body: message.body },
    secrets,
  );
  const prefix = endpoint.headerPrefix;
  return new Request(endpoint.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      [`${prefix}-id`]: message.id,
      [`${prefix}-timestamp`]: `${timestampSeconds}`,
      [`${prefix}-signature`]: faults.isSignatureCorrupt ? corrupt(signature) : signature,
    },
    body: message.body,
    // A redirect is a failure and not followed.
    redirect: 'manual',
    signal,
  });
}

/** Turns the first character of each signature into another one. */
function corrupt(signature: string): string {
  return signature.replace(/(?<=v1,)./g, (first) => (first === 'A' ? 'B' : 'A'));
}

async function exchange(request: Promise<Request>, { clock, fetch }: AttemptPorts): Promise<Answer> {
  try {
    const response = await fetch(await request);
    const { status, headers } = response;
    const order = headers.get('webhook-delivery')?.trim().toLowerCase();
    return {
      outcome: response.ok ? 'succeeded' : 'refused',
      status,
      response: await readExcerpt(response),
      retryAfterMs: parseRetryAfter(headers.get('retry-after'), clock.now()),
      order: order === 'abort-message' || order === 'disable' ? order : null,
    };
  } catch (error) {
    return withoutAnswer('unreachable', describeFailure(error));
  }
}

async function readExcerpt(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < excerptLengthMax) {
    const { done, value } = await reader.read();
    if (done) return (text + decoder.decode()).slice(0, excerptLengthMax);
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text.slice(0, excerptLengthMax);
}

function withoutAnswer(outcome: AttemptOutcome, response: string): Answer {
  return {
    outcome,
    status: null,
    response: response.slice(0, excerptLengthMax),
    retryAfterMs: null,
    order: null,
  };
}

/** Node says "fetch failed" and puts the reason into the cause. */
function describeFailure(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

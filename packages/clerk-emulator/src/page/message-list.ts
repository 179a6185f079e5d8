import { html } from 'hono/html';
import type { Attempt, Delivery, WebhookEndpoint, WebhookMessage } from '../webhooks/webhook-state.ts';
import type { Markup } from './layout.ts';
import { renderTime } from './parts.ts';

const deliveryWords = {
  pending: 'on its way',
  succeeded: 'delivered',
  failed: 'failed',
  aborted: 'stopped by the endpoint',
  lost: 'lost on purpose',
} as const satisfies Record<Delivery['status'], string>;

const outcomeWords = {
  succeeded: 'delivered',
  refused: 'refused',
  'timed-out': 'timed out',
  unreachable: 'not reachable',
} as const satisfies Record<Attempt['outcome'], string>;

/** How far a message has come with an endpoint. */
export function renderDelivery({ status, attemptCount, nextAttemptAt }: Delivery): Markup {
  const className = { pending: '', succeeded: 'good', failed: 'bad', aborted: 'bad', lost: 'bad' }[status];
  return html`<span class="tag ${className}"
      >${deliveryWords[status]}, ${attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`}</span
    >
    ${nextAttemptAt !== null && attemptCount > 0 ? html`next at ${renderTime(nextAttemptAt)}` : ''}`;
}

/** Messages, the newest first, and how far each has come. */
export function renderMessages(
  messages: readonly WebhookMessage[],
  endpoints: readonly WebhookEndpoint[],
): Markup {
  const urls = new Map(endpoints.map(({ id, url }) => [id, url]));
  return html`<div data-live id="message-list">
    ${messages.length === 0 ? html`<p>There is none yet.</p>` : ''}
    <ul class="cards">
      ${messages.map(
        ({ id, eventType, isTest, createdAt, deliveries }) => html`<li>
          <h3><a href="/webhooks/messages/${id}">${eventType}${isTest ? ' (test)' : ''}, ${renderTime(createdAt)}</a></h3>
          ${deliveries.length === 0 ? html`<p class="soft">No endpoint wanted it.</p>` : ''}
          ${deliveries.map(
            (delivery) =>
              html`<p class="soft">${urls.get(delivery.endpointId) ?? 'An endpoint that is gone'}: ${renderDelivery(delivery)}</p>`,
          )}
        </li>`,
      )}
    </ul>
  </div>`;
}

/** The delivery log: attempts, the newest first. */
export function renderAttempts(
  attempts: readonly Attempt[],
  eventTypes: ReadonlyMap<string, string>,
): Markup {
  return html`<div data-live id="attempt-list">
    ${attempts.length === 0 ? html`<p>Nothing was sent yet.</p>` : ''}
    <ul class="cards">
      ${attempts.map((attempt) => renderAttempt(attempt, eventTypes.get(attempt.messageId)))}
    </ul>
  </div>`;
}

function renderAttempt(attempt: Attempt, eventType: string | undefined): Markup {
  const { id, messageId, number, trigger, at, durationMs, status, outcome, response, faults } = attempt;
  const notes = [
    ...(trigger === 'manual' ? ['sent by hand'] : []),
    ...(trigger === 'duplicate' ? ['sent twice on purpose'] : []),
    ...(faults.includes('signature-corrupt') ? ['signature wrong on purpose'] : []),
    ...(faults.includes('answer-lost') ? ['answer lost on purpose'] : []),
  ];
  return html`<li>
    <h3>
      <span class="tag ${outcome === 'succeeded' ? 'good' : 'bad'}"
        >${status === null ? '' : `${status} `}${outcomeWords[outcome]}</span
      >
      ${
        eventType === undefined
          ? messageId
          : html`<a href="/webhooks/messages/${messageId}">${eventType}<span class="unseen">, attempt ${id}</span></a>`
      }
    </h3>
    <p class="soft">
      Attempt ${number} at ${renderTime(at)}, ${durationMs} ms${notes.map((note) => `, ${note}`)}${
        attempt.nextAttemptAt === null ? '' : html`, next at ${renderTime(attempt.nextAttemptAt)}`
      }
    </p>
    ${response === '' ? '' : html`<pre tabindex="0" role="region" aria-label="Answer to attempt ${id}">${response}</pre>`}
  </li>`;
}

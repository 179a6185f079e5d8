import { html } from 'hono/html';
import { testEventTypes } from '../webhooks/test-event.ts';
import type { WebhookEndpoint } from '../webhooks/webhook-state.ts';
import type { Markup } from './layout.ts';
import { renderTime } from './parts.ts';

const reasons = {
  'by-hand': 'disabled by hand',
  'by-answer': 'disabled by its own answer',
  'by-failures': 'disabled after failing for five days',
} as const;

/** Whether an endpoint gets webhooks, and if not, why. */
export function describeState({ disabled, streak }: WebhookEndpoint): Markup {
  if (disabled !== null) {
    return html`<span class="tag bad">${reasons[disabled.reason]}, ${renderTime(disabled.at)}</span>`;
  }
  if (streak !== null) return html`<span class="tag bad">failing</span>`;
  return html`<span class="tag">enabled</span>`;
}

/** Message filtering. A type that the page does not know by itself stays where it is chosen. */
export function renderEventTypes(chosen: readonly string[]): Markup {
  const types = [...new Set([...testEventTypes, ...chosen])];
  return html`<fieldset>
    <legend>Message filtering</legend>
    <p class="hint">None chosen means all.</p>
    ${types.map(
      (type) => html`<label class="check">
        <input type="checkbox" name="event-type" value="${type}" ${chosen.includes(type) ? html`checked` : ''} />
        ${type}
      </label>`,
    )}
  </fieldset>`;
}

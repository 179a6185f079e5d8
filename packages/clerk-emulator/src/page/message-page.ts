import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { WebhookError } from '../webhooks/webhook-error.ts';
import { answerPage, goTo } from './layout.ts';
import { renderAttempts, renderDelivery } from './message-list.ts';
import type { PagePorts } from './page-ports.ts';
import { formatJson, renderTime } from './parts.ts';
import { readForm } from './read-form.ts';

/** `/webhooks/messages/{id}`: what was sent, where, and sending it again. */
export function createMessagePage(ports: PagePorts): Hono {
  const page = new Hono();

  page.get('/webhooks/messages/:id', (c) => answer(c, ports, c.req.param('id')));

  page.post('/webhooks/messages/:id/resend', async (c) => {
    const id = c.req.param('id');
    const endpointId = (await readForm(c)).get('endpoint') ?? '';
    try {
      ports.webhooks.resend(id, endpointId);
      return goTo(c, `/webhooks/messages/${encodeURIComponent(id)}`, 'resent');
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error;
      return answer(c, ports, id, error.message);
    }
  });
  return page;
}

function answer(
  c: Context,
  { webhooks }: PagePorts,
  id: string,
  fault?: string,
): Response | Promise<Response> {
  const message = webhooks.messages.find((known) => known.id === id);
  if (message === undefined) {
    const body = html`<p><a href="/webhooks">All webhooks</a></p>`;
    const missing = fault ?? 'There is no such message in the log.';
    return answerPage(c, {
      title: 'No such message',
      section: '/webhooks',
      body,
      fault: missing,
      status: 404,
    });
  }
  const { eventType, isTest, createdAt, deliveries } = message;
  const body = html`
    <dl>
      <dt>Message ID</dt>
      <dd><code>${id}</code></dd>
      <dt>Made</dt>
      <dd>${renderTime(createdAt)}${isTest ? ', by “Send test webhook”' : ''}</dd>
    </dl>
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">Endpoints</h2>
      ${webhooks.endpoints.length === 0 ? html`<p>There is none.</p>` : ''}
      <ul class="cards">
        ${webhooks.endpoints.map((endpoint) => {
          const delivery = deliveries.find(({ endpointId }) => endpointId === endpoint.id);
          return html`<li>
            <h3><a href="/webhooks/${endpoint.id}">${endpoint.url}</a></h3>
            <p class="soft">${delivery === undefined ? 'never sent here' : renderDelivery(delivery)}</p>
            <form method="post" action="/webhooks/messages/${id}/resend">
              <input type="hidden" name="endpoint" value="${endpoint.id}" />
              <button class="quiet">${delivery === undefined ? 'Send' : 'Resend'}<span class="unseen"> to ${endpoint.url}</span></button>
            </form>
          </li>`;
        })}
      </ul>
    </section>
    <section aria-labelledby="body">
      <h2 id="body">Body</h2>
      <pre tabindex="0" role="region" aria-label="Body of the message">${formatJson(JSON.parse(message.body))}</pre>
    </section>
    <section aria-labelledby="attempts">
      <h2 id="attempts">Attempts</h2>
      ${renderAttempts(webhooks.attempts({ messageId: id }), new Map([[id, eventType]]))}
    </section>
  `;
  return answerPage(c, {
    title: eventType,
    section: '/webhooks',
    body,
    fault,
    status: fault === undefined ? 200 : 422,
  });
}

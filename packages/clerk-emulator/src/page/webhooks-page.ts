import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { testEventTypes } from '../webhooks/test-event.ts';
import { WebhookError } from '../webhooks/webhook-error.ts';
import type { WebhookEndpoint } from '../webhooks/webhook-state.ts';
import { describeState, renderEventTypes } from './endpoint-parts.ts';
import { readFaults, renderFaults } from './faults-form.ts';
import { answerPage, goTo, type Markup } from './layout.ts';
import { renderMessages } from './message-list.ts';
import type { PagePorts } from './page-ports.ts';
import { renderField } from './parts.ts';
import { type Form, readForm, readText } from './read-form.ts';

const messagesShown = 30;

/** `/webhooks`: endpoints, what goes wrong on purpose, and the latest messages. */
export function createWebhooksPage(ports: PagePorts): Hono {
  const { webhooks } = ports;
  const page = new Hono();

  page.get('/webhooks', (c) => answer(c, ports));

  page.post('/webhooks', async (c) => {
    const form = await readForm(c);
    const secret = readText(form, 'secret');
    try {
      const { id } = webhooks.createEndpoint({
        url: readText(form, 'url') ?? '',
        eventTypes: form.getAll('event-type'),
        ...(secret !== undefined && { secrets: [secret] }),
      });
      return goTo(c, `/webhooks/${id}`, 'endpoint-created');
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error;
      return answer(c, ports, { form, fault: error.message });
    }
  });

  page.post('/webhooks/faults', async (c) => {
    const form = await readForm(c);
    const read = readFaults(form);
    if (typeof read === 'string') return answer(c, ports, { form, fault: read });
    webhooks.setFaults(read.faults, read.seed);
    return goTo(c, '/webhooks', 'faults-saved');
  });
  return page;
}

interface Refused {
  readonly form: Form;
  readonly fault: string;
}

function answer(c: Context, { webhooks }: PagePorts, refused?: Refused): Response | Promise<Response> {
  const { endpoints, messages } = webhooks;
  const typed = refused?.form ?? new URLSearchParams(testEventTypes.map((type) => ['event-type', type]));
  const body = html`
    <section aria-labelledby="endpoints">
      <h2 id="endpoints">Endpoints</h2>
      ${endpoints.length === 0 ? html`<p>There is none yet.</p>` : ''}
      <ul class="cards">
        ${endpoints.map(renderEndpoint)}
      </ul>
    </section>
    <section aria-labelledby="create">
      <h2 id="create">Add endpoint</h2>
      <form method="post" action="/webhooks">
        ${renderField({
          name: 'url',
          label: 'Endpoint URL',
          value: readText(typed, 'url'),
          hint: 'On this machine, such as http://localhost:8787/api/webhooks/clerk.',
          isRequired: true,
        })}
        ${renderEventTypes(typed.getAll('event-type'))}
        ${renderField({
          name: 'secret',
          label: 'Signing secret',
          value: readText(typed, 'secret'),
          hint: 'One is made where none is given.',
        })}
        <button>Create</button>
      </form>
    </section>
    <section aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      ${renderMessages(messages.slice(0, messagesShown), endpoints)}
      ${
        messages.length > messagesShown
          ? html`<p class="soft">The latest ${messagesShown} of ${messages.length}.</p>`
          : ''
      }
    </section>
    <section aria-labelledby="faults">
      <h2 id="faults">What goes wrong on purpose</h2>
      ${renderFaults('/webhooks/faults', webhooks.faults, true)}
    </section>
  `;
  return answerPage(c, {
    title: 'Webhooks',
    section: '/webhooks',
    body,
    fault: refused?.fault,
    status: refused === undefined ? 200 : 422,
  });
}

function renderEndpoint(endpoint: WebhookEndpoint): Markup {
  const { id, url, eventTypes } = endpoint;
  return html`<li>
    <h3><a href="/webhooks/${id}">${url}</a></h3>
    <p class="soft">${eventTypes.length === 0 ? 'all events' : eventTypes.join(', ')}</p>
    <p class="tags">${describeState(endpoint)}</p>
  </li>`;
}

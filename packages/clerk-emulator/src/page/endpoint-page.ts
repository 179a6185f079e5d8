import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { noFaults } from '../webhooks/faults.ts';
import { testEventGenerations, testEventTypes } from '../webhooks/test-event.ts';
import { WebhookError } from '../webhooks/webhook-error.ts';
import { describeState, renderEventTypes } from './endpoint-parts.ts';
import { readFaults, renderFaults } from './faults-form.ts';
import { answerPage, goTo } from './layout.ts';
import { renderAttempts } from './message-list.ts';
import type { PagePorts } from './page-ports.ts';
import { renderButton, renderCopyable, renderField, renderRiskyButton, renderSelect } from './parts.ts';
import { type Form, readForm, readText } from './read-form.ts';

const attemptsShown = 30;
const hourMs = 60 * 60 * 1000;

const generationWords = {
  '2024': 'the current example, without an e-mail address',
  '2022': 'the earlier example',
  '2022-bare': 'the earlier example without timestamp',
} as const;

/** What a form asks the dispatcher to do; it returns what to say afterwards. */
type Action = (ports: PagePorts, id: string, form: Form) => string;

const actions: Readonly<Record<string, Action>> = {
  save: ({ webhooks }, id, form) => {
    webhooks.updateEndpoint(id, { url: readText(form, 'url') ?? '', eventTypes: form.getAll('event-type') });
    return 'endpoint-saved';
  },
  disable: ({ webhooks }, id) => {
    webhooks.updateEndpoint(id, { isDisabled: true });
    return 'endpoint-disabled';
  },
  enable: ({ webhooks }, id) => {
    webhooks.updateEndpoint(id, { isDisabled: false });
    return 'endpoint-enabled';
  },
  delete: ({ webhooks }, id) => {
    webhooks.removeEndpoint(id);
    return 'endpoint-deleted';
  },
  rotate: ({ webhooks }, id, form) => {
    const overlapHours = form.get('overlap') === '0' ? 0 : 24;
    webhooks.rotateSecret(id, readText(form, 'secret'), overlapHours * hourMs);
    return 'secret-rotated';
  },
  test: ({ webhooks }, id, form) => {
    const type = testEventTypes.find((known) => known === form.get('type'));
    const generation = testEventGenerations.find((known) => known === form.get('generation'));
    if (type === undefined || generation === undefined) {
      throw new WebhookError('request-invalid', 'Choose an event type and an example.');
    }
    webhooks.sendTest(id, type, generation);
    return 'test-sent';
  },
  replay: ({ webhooks, now }, id, form) => {
    const hours = Number(form.get('hours') ?? '0');
    const since = hours > 0 ? now() - hours * hourMs : 0;
    const count = webhooks.replay(id, form.get('kind') === 'missing' ? 'missing' : 'failed', since);
    return count === 0 ? 'replayed-none' : 'replayed';
  },
  faults: ({ webhooks }, id, form) => {
    const read = readFaults(form);
    if (typeof read === 'string') throw new WebhookError('request-invalid', read);
    webhooks.updateEndpoint(id, { faults: read.faults });
    return 'faults-saved';
  },
};

/** `/webhooks/{id}`: one endpoint with its secret, its log, and "Send test webhook". */
export function createEndpointPage(ports: PagePorts): Hono {
  const page = new Hono();

  page.get('/webhooks/:id', (c) => answer(c, ports, c.req.param('id')));

  page.post('/webhooks/:id/:action', async (c) => {
    const { id, action: name } = c.req.param();
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) return c.notFound();
    const form = await readForm(c);
    try {
      const done = action(ports, id, form);
      return goTo(c, done === 'endpoint-deleted' ? '/webhooks' : `/webhooks/${encodeURIComponent(id)}`, done);
    } catch (error) {
      if (!(error instanceof WebhookError)) throw error;
      return answer(c, ports, id, { form: name === 'save' ? form : undefined, fault: error.message });
    }
  });
  return page;
}

interface Refused {
  readonly form: Form | undefined;
  readonly fault: string;
}

function answer(c: Context, ports: PagePorts, id: string, refused?: Refused): Response | Promise<Response> {
  const { webhooks } = ports;
  const endpoint = webhooks.endpoints.find((known) => known.id === id);
  if (endpoint === undefined) {
    const body = html`<p><a href="/webhooks">All webhooks</a></p>`;
    const fault = refused?.fault ?? 'There is no such endpoint.';
    return answerPage(c, { title: 'No such endpoint', section: '/webhooks', body, fault, status: 404 });
  }
  const { url, eventTypes, secrets, disabled } = endpoint;
  const path = `/webhooks/${id}`;
  const types = new Map(webhooks.messages.map((message) => [message.id, message.eventType]));
  const body = html`
    <p class="wrap">${url}</p>
    <p class="tags">${describeState(endpoint)}</p>
    <section aria-labelledby="secret-heading">
      <h2 id="secret-heading">Signing secret</h2>
      ${secrets.map(({ secret, expiresAt }, index) =>
        renderCopyable(
          `secret-${index}`,
          expiresAt === null
            ? 'Signing secret'
            : `Earlier secret, until ${new Date(expiresAt).toISOString()}`,
          secret,
        ),
      )}
      <details>
        <summary>Rotate</summary>
        <form method="post" action="${path}/rotate">
          ${renderSelect('overlap', 'The one of now', [
            ['24', 'signs beside it for 24 hours'],
            ['0', 'ends at once'],
          ])}
          ${renderField({ name: 'secret', label: 'Another secret', hint: 'One is made where none is given.' })}
          <button>Rotate</button>
        </form>
      </details>
    </section>
    <section aria-labelledby="testing">
      <h2 id="testing">Testing</h2>
      <form method="post" action="${path}/test">
        ${renderSelect(
          'type',
          'Event type',
          testEventTypes.map((type) => [type, type]),
        )}
        ${renderSelect(
          'generation',
          'Example',
          testEventGenerations.map((generation) => [
            generation,
            `${generation}: ${generationWords[generation]}`,
          ]),
        )}
        <button>Send test webhook</button>
      </form>
    </section>
    <section aria-labelledby="log">
      <h2 id="log">Delivery log</h2>
      ${renderAttempts(webhooks.attempts({ endpointId: id }).slice(0, attemptsShown), types)}
      <details>
        <summary>Send again</summary>
        <form method="post" action="${path}/replay">
          ${renderSelect('kind', 'Which', [
            ['failed', 'all that failed'],
            ['missing', 'all that never were sent here'],
          ])}
          ${renderSelect('hours', 'Since', [
            ['24', 'a day ago'],
            ['1', 'an hour ago'],
            ['0', 'the beginning of the log'],
          ])}
          <button>Send again</button>
        </form>
      </details>
    </section>
    <section aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <form method="post" action="${path}/save">
        ${renderField({
          name: 'url',
          label: 'Endpoint URL',
          value: refused?.form?.get('url') ?? url,
          isRequired: true,
        })}
        ${renderEventTypes(refused?.form?.getAll('event-type') ?? eventTypes)}
        <button>Save</button>
      </form>
      <div class="line">
        ${
          disabled === null
            ? renderButton(`${path}/disable`, 'Disable', 'quiet')
            : renderButton(`${path}/enable`, 'Enable', 'quiet')
        }
        ${renderRiskyButton(`${path}/delete`, 'Delete the endpoint', 'Its secret is gone for good.')}
      </div>
    </section>
    <section aria-labelledby="faults">
      <h2 id="faults">What goes wrong on purpose here</h2>
      ${renderFaults(`${path}/faults`, { ...noFaults, ...webhooks.faults, ...endpoint.faults }, false)}
    </section>
  `;
  return answerPage(c, {
    title: 'Endpoint',
    section: '/webhooks',
    body,
    fault: refused?.fault,
    status: refused === undefined ? 200 : 422,
  });
}

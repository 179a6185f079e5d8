import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { answerPage, goTo } from './layout.ts';
import type { PagePorts } from './page-ports.ts';
import { formatJson, renderJsonField } from './parts.ts';
import { readForm, readJson } from './read-form.ts';

/** `/sessions`: "Customize session token". */
export function createSessionsPage(ports: PagePorts): Hono {
  const page = new Hono();

  page.get('/sessions', async (c) => answer(c, formatJson(await ports.readSessionClaims())));

  page.post('/sessions', async (c) => {
    const text = (await readForm(c)).get('claims') ?? '';
    const claims = readJson(text);
    const fault = claims.isObject ? await ports.writeSessionClaims(claims.value) : claims.fault;
    return fault === null ? goTo(c, '/sessions', 'claims-saved') : answer(c, text, fault);
  });
  return page;
}

function answer(c: Context, claims: string, fault?: string): Response | Promise<Response> {
  const body = html`
    <section aria-labelledby="customise">
      <h2 id="customise">Customise the session token</h2>
      <form method="post" action="/sessions">
        ${renderJsonField({
          name: 'claims',
          label: 'Claims',
          value: claims,
          hint: 'Every session token carries these claims besides its own. {"metadata": "{{user.public_metadata}}"} brings the tier along.',
        })}
        <button>Save</button>
      </form>
    </section>
  `;
  return answerPage(c, {
    title: 'Sessions',
    section: '/sessions',
    body,
    fault,
    status: fault === undefined ? 200 : 422,
  });
}

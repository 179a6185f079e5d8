import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { EmulatorClient } from './emulator-client.ts';
import { answerPage, goTo } from './layout.ts';
import { formatJson, renderJsonField } from './parts.ts';
import { readForm, readJson } from './read-form.ts';

const settings = z.object({ sessionTokenClaims: z.record(z.string(), z.unknown()) });

/** `/sessions`: "Customize session token". */
export function createSessionsPage(client: EmulatorClient): Hono {
  const page = new Hono();

  page.get('/sessions', async (c) => {
    const read = await client.callEmulator(c, settings, 'GET', '/settings');
    return read.isSuccess
      ? answer(c, formatJson(read.value.sessionTokenClaims))
      : answer(c, '{}', read.message);
  });

  page.post('/sessions', async (c) => {
    const text = (await readForm(c)).get('claims') ?? '';
    const claims = readJson(text);
    if (!claims.isObject) return answer(c, text, claims.fault);
    const change = { sessionTokenClaims: claims.value };
    const saved = await client.callEmulator(c, settings, 'PATCH', '/settings', change);
    return saved.isSuccess ? goTo(c, '/sessions', 'claims-saved') : answer(c, text, saved.message);
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

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { EmulatorClient } from './emulator-client.ts';
import { answerPage, goTo } from './layout.ts';
import { formatJson, renderField, renderJsonField, renderRiskyButton } from './parts.ts';
import { readForm, readJson, readText } from './read-form.ts';

const template = z.object({
  id: z.string(),
  name: z.string(),
  claims: z.unknown(),
  lifetime: z.number(),
});

/** What the set-up guide asks for, and what the form begins with. */
const guideTemplate = {
  name: 'bloqr-backend',
  claims: formatJson({ metadata: '{{user.public_metadata}}' }),
};

/** `/jwt-templates`: templates for `getToken({template})`. */
export function createJwtTemplatesPage(client: EmulatorClient): Hono {
  const page = new Hono();

  page.get('/jwt-templates', (c) => answer(c, client, guideTemplate));

  page.post('/jwt-templates', async (c) => {
    const form = await readForm(c);
    const typed = { name: readText(form, 'name') ?? '', claims: form.get('claims') ?? '' };
    const claims = readJson(typed.claims);
    if (!claims.isObject) return answer(c, client, typed, claims.fault);
    const made = await client.callBackend(c, template, 'POST', '/jwt_templates', {
      name: typed.name,
      claims: claims.value,
    });
    return made.isSuccess
      ? goTo(c, '/jwt-templates', 'template-created')
      : answer(c, client, typed, made.message);
  });

  page.post('/jwt-templates/:id/delete', async (c) => {
    const path = `/jwt_templates/${encodeURIComponent(c.req.param('id'))}`;
    const deleted = await client.callBackend(c, z.unknown(), 'DELETE', path);
    if (deleted.isSuccess) return goTo(c, '/jwt-templates', 'template-deleted');
    return answer(c, client, guideTemplate, deleted.message);
  });
  return page;
}

async function answer(
  c: Context,
  client: EmulatorClient,
  typed: { readonly name: string; readonly claims: string },
  fault?: string,
): Promise<Response> {
  const listed = await client.callBackend(c, z.array(template), 'GET', '/jwt_templates?limit=500');
  const templates = listed.isSuccess ? listed.value : [];
  const body = html`
    <section aria-labelledby="templates">
      <h2 id="templates">Templates</h2>
      ${templates.length === 0 ? html`<p>There is none yet.</p>` : ''}
      <ul class="cards">
        ${templates.map(
          ({ id, name, claims, lifetime }) => html`<li>
            <h3>${name}</h3>
            <p class="soft"><code>${id}</code>, tokens live ${lifetime} s</p>
            <pre tabindex="0" role="region" aria-label="Claims of ${name}">${formatJson(claims)}</pre>
            ${renderRiskyButton(
              `/jwt-templates/${encodeURIComponent(id)}/delete`,
              `Delete ${name}`,
              'Asking for its tokens is answered by 404 from then on.',
            )}
          </li>`,
        )}
      </ul>
    </section>
    <section aria-labelledby="create">
      <h2 id="create">New template</h2>
      <form method="post" action="/jwt-templates">
        ${renderField({ name: 'name', label: 'Name', value: typed.name, isRequired: true })}
        ${renderJsonField({
          name: 'claims',
          label: 'Claims',
          value: typed.claims,
          hint: 'Shortcodes such as {{user.id}}, {{user.primary_email_address}} and {{user.public_metadata.tier}} are filled in for each token.',
        })}
        <button>Create</button>
      </form>
    </section>
  `;
  return answerPage(c, {
    title: 'JWT templates',
    section: '/jwt-templates',
    body,
    fault: fault ?? (listed.isSuccess ? undefined : listed.message),
    status: fault === undefined ? 200 : 422,
  });
}

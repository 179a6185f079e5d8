import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { EmulatorClient } from './emulator-client.ts';
import { answerPage, goTo } from './layout.ts';
import { findEmail, nameUser, pageUser } from './page-user.ts';
import {
  formatJson,
  renderButton,
  renderCopyable,
  renderJsonField,
  renderRiskyButton,
  renderTime,
} from './parts.ts';
import { readForm, readJson } from './read-form.ts';

/** `/users/{id}`: one user, with the editor of public metadata. */
export function createUserPage(client: EmulatorClient): Hono {
  const page = new Hono();

  page.get('/users/:id', (c) => answer(c, client, c.req.param('id')));

  // Saving in the dashboard replaces the whole object, so that a key that was taken out is gone.
  page.post('/users/:id/metadata', async (c) => {
    const id = c.req.param('id');
    const text = (await readForm(c)).get('metadata') ?? '';
    const metadata = readJson(text);
    if (!metadata.isObject) return answer(c, client, id, { text, fault: metadata.fault });
    const body = { public_metadata: metadata.value };
    const saved = await client.callBackend(c, pageUser, 'PUT', `${pathOf(id)}/metadata`, body);
    if (!saved.isSuccess) return answer(c, client, id, { text, fault: saved.message });
    return goTo(c, pathOf(id), 'metadata-saved');
  });

  for (const [verb, done] of [
    ['ban', 'user-banned'],
    ['unban', 'user-unbanned'],
  ] as const) {
    page.post(`/users/:id/${verb}`, async (c) => {
      const id = c.req.param('id');
      const changed = await client.callBackend(c, pageUser, 'POST', `${pathOf(id)}/${verb}`);
      return changed.isSuccess
        ? goTo(c, pathOf(id), done)
        : answer(c, client, id, { fault: changed.message });
    });
  }

  page.post('/users/:id/delete', async (c) => {
    const id = c.req.param('id');
    const deleted = await client.callBackend(c, z.unknown(), 'DELETE', pathOf(id));
    return deleted.isSuccess
      ? goTo(c, '/users', 'user-deleted')
      : answer(c, client, id, { fault: deleted.message });
  });
  return page;
}

const pathOf = (id: string): string => `/users/${encodeURIComponent(id)}`;

/** What was typed and what is wrong with it. */
interface Refused {
  readonly text?: string;
  readonly fault: string;
}

async function answer(c: Context, client: EmulatorClient, id: string, refused?: Refused): Promise<Response> {
  const found = await client.callBackend(c, pageUser, 'GET', pathOf(id));
  if (!found.isSuccess) {
    const body = html`<p><a href="/users">All users</a></p>`;
    return answerPage(c, {
      title: 'No such user',
      section: '/users',
      body,
      fault: found.message,
      status: 404,
    });
  }
  const user = found.value;
  const { secretKey } = await client.readConnection(c);
  const { origin } = new URL(c.req.url);
  const body = html`
    <dl>
      <dt>User ID</dt>
      <dd><code>${user.id}</code></dd>
      <dt>E-mail address</dt>
      <dd>${findEmail(user) ?? 'none'}</dd>
      <dt>Made</dt>
      <dd>${renderTime(user.created_at)}</dd>
      <dt>Changed</dt>
      <dd>${renderTime(user.updated_at)}</dd>
      <dt>Last signed in</dt>
      <dd>${renderTime(user.last_sign_in_at)}</dd>
      <dt>State</dt>
      <dd>${user.banned ? html`<span class="tag bad">banned</span>` : 'active'}</dd>
    </dl>
    <section aria-labelledby="public">
      <h2 id="public">Public metadata</h2>
      <form method="post" action="${pathOf(id)}/metadata">
        ${renderJsonField({
          name: 'metadata',
          label: 'Public metadata, as JSON',
          value: refused?.text ?? formatJson(user.public_metadata ?? {}),
          hint: 'For bloqr-backend: tier is free, pro or admin; role is free text. Saving replaces it all; {} goes back to free.',
        })}
        <button>Save</button>
      </form>
      <details>
        <summary>The same from the command line</summary>
        ${renderCopyable('curl', 'curl command', describeCurl(origin, secretKey, user.id), 6)}
      </details>
      <details>
        <summary>Private and unsafe metadata</summary>
        <pre tabindex="0" role="region" aria-label="Private metadata">${formatJson(user.private_metadata)}</pre>
        <pre tabindex="0" role="region" aria-label="Unsafe metadata">${formatJson(user.unsafe_metadata)}</pre>
      </details>
    </section>
    <section aria-labelledby="actions">
      <h2 id="actions">Actions</h2>
      <div class="line">
        ${
          user.banned
            ? renderButton(`${pathOf(id)}/unban`, 'Lift the ban', 'quiet')
            : renderButton(`${pathOf(id)}/ban`, 'Ban', 'quiet')
        }
        ${renderRiskyButton(
          `${pathOf(id)}/delete`,
          'Delete the user',
          'The user is gone for good, and webhooks tell it.',
        )}
      </div>
    </section>
  `;
  return answerPage(c, {
    title: nameUser(user),
    section: '/users',
    body,
    fault: refused?.fault,
    status: refused === undefined ? 200 : 422,
  });
}

/** The command of the set-up guide, with this host and this key. Clerk's ids are letters, digits and `_`. */
function describeCurl(origin: string, secretKey: string, id: string): string {
  return [
    `curl -X PATCH ${origin}/v1/users/${id}/metadata \\`,
    `  -H "Authorization: Bearer ${secretKey}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"public_metadata": {"tier": "pro", "role": "user"}}'`,
  ].join('\n');
}

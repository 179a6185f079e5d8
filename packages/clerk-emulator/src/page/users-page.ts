import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { EmulatorClient } from './emulator-client.ts';
import { answerPage, goTo, type Markup } from './layout.ts';
import { findEmail, nameUser, type PageUser, pageUser } from './page-user.ts';
import { renderField, renderTime } from './parts.ts';
import { type Form, readForm, readText } from './read-form.ts';

const usersPerPage = 20;

/** `/users`: all of them, and a new one. */
export function createUsersPage(client: EmulatorClient): Hono {
  const page = new Hono();

  page.get('/users', (c) => answer(c, client, new URLSearchParams()));

  page.post('/users', async (c) => {
    const form = await readForm(c);
    const email = readText(form, 'email');
    const password = form.get('password');
    const made = await client.callBackend(c, pageUser, 'POST', '/users', {
      email_address: email === undefined ? [] : [email],
      first_name: readText(form, 'first-name') ?? null,
      last_name: readText(form, 'last-name') ?? null,
      ...(password === null || password === '' ? { skip_password_requirement: true } : { password }),
    });
    if (!made.isSuccess) return answer(c, client, form, made.message);
    return goTo(c, `/users/${encodeURIComponent(made.value.id)}`, 'user-created');
  });
  return page;
}

async function answer(c: Context, client: EmulatorClient, typed: Form, fault?: string): Promise<Response> {
  const query = c.req.query('query')?.trim() ?? '';
  const offset = /^\d{1,9}$/.test(c.req.query('offset') ?? '') ? Number(c.req.query('offset')) : 0;
  const search = new URLSearchParams(query === '' ? {} : { query });
  const count = await client.callBackend(
    c,
    z.object({ total_count: z.number() }),
    'GET',
    `/users/count?${search}`,
  );
  const total = count.isSuccess ? count.value.total_count : 0;
  search.set('limit', `${usersPerPage}`);
  search.set('offset', `${offset}`);
  const listed = await client.callBackend(c, z.array(pageUser), 'GET', `/users?${search}`);
  const users = listed.isSuccess ? listed.value : [];
  const body = html`
    <section aria-labelledby="list">
      <h2 id="list">${total === 1 ? '1 user' : `${total} users`}${query === '' ? '' : ` with “${query}”`}</h2>
      <form class="line" method="get" action="/users" role="search">
        ${renderField({ name: 'query', label: 'Search', value: query, type: 'search' })}
        <button class="quiet">Search</button>
      </form>
      <ul class="cards">
        ${users.map(renderUser)}
      </ul>
      ${renderPaging(query, offset, total)}
    </section>
    <section aria-labelledby="create">
      <h2 id="create">New user</h2>
      <form method="post" action="/users">
        ${renderField({ name: 'email', label: 'E-mail address', type: 'email', value: readText(typed, 'email'), hint: 'It counts as verified.' })}
        ${renderField({ name: 'first-name', label: 'First name', value: readText(typed, 'first-name') })}
        ${renderField({ name: 'last-name', label: 'Last name', value: readText(typed, 'last-name') })}
        ${renderField({ name: 'password', label: 'Password', type: 'password', hint: 'At least 8 characters, or none at all for a user without one.' })}
        <button>Create</button>
      </form>
    </section>
  `;
  return answerPage(c, {
    title: 'Users',
    section: '/users',
    body,
    fault: fault ?? (listed.isSuccess ? undefined : listed.message),
    status: fault === undefined ? 200 : 422,
  });
}

function renderUser(user: PageUser): Markup {
  const tier = user.public_metadata?.tier;
  return html`<li>
    <h3><a href="/users/${encodeURIComponent(user.id)}">${nameUser(user)}</a></h3>
    <p class="soft">
      ${findEmail(user) ?? 'no e-mail address'}, <code>${user.id}</code>, made ${renderTime(user.created_at)}
    </p>
    ${typeof tier === 'string' ? html`<span class="tag">tier ${tier}</span>` : ''}
    ${user.banned ? html`<span class="tag bad">banned</span>` : ''}
  </li>`;
}

function renderPaging(query: string, offset: number, total: number): Markup | string {
  if (total <= usersPerPage) return '';
  const link = (to: number, text: string) => {
    const search = new URLSearchParams({ ...(query !== '' && { query }), offset: `${to}` });
    return html`<a href="/users?${search.toString()}">${text}</a>`;
  };
  return html`<nav class="line" aria-label="Pages of users">
    ${offset > 0 ? link(Math.max(0, offset - usersPerPage), 'Newer') : ''}
    <span>${offset + 1} to ${Math.min(total, offset + usersPerPage)} of ${total}</span>
    ${offset + usersPerPage < total ? link(offset + usersPerPage, 'Older') : ''}
  </nav>`;
}

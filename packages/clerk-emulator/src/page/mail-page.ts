import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { EmulatorClient } from './emulator-client.ts';
import { answerPage } from './layout.ts';
import { renderTime } from './parts.ts';

const mails = z.array(
  z.object({ to: z.string(), purpose: z.string(), code: z.string(), sentAt: z.number() }),
);

/** `/mail`: the codes that Clerk would have sent. */
export function createMailPage(client: EmulatorClient): Hono {
  const page = new Hono();

  page.get('/mail', async (c) => {
    const read = await client.callEmulator(c, mails, 'GET', '/mail');
    const list = read.isSuccess ? read.value : [];
    const body = html`
      <p>
        Nothing is sent. Addresses with <code>+clerk_test</code> get no e-mail; their code is <code>424242</code>.
      </p>
      <section aria-labelledby="list">
        <h2 id="list">${list.length === 1 ? '1 e-mail' : `${list.length} e-mails`}</h2>
        <ul class="cards">
          ${list.map(
            ({ to, purpose, code, sentAt }) => html`<li>
              <h3>${code}</h3>
              <p class="soft">${purpose} of ${to}, ${renderTime(sentAt)}</p>
            </li>`,
          )}
        </ul>
      </section>
    `;
    return answerPage(c, {
      title: 'E-mails',
      section: '/mail',
      body,
      fault: read.isSuccess ? undefined : read.message,
    });
  });
  return page;
}

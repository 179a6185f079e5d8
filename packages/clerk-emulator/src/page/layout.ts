import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { doneTexts } from './done-texts.data.ts';

/** A piece of a page. Everything put into one is escaped, unless it is a piece itself. */
export type Markup = ReturnType<typeof html>;

const sections = [
  { path: '/', name: 'API keys' },
  { path: '/users', name: 'Users' },
  { path: '/mail', name: 'E-mails' },
  { path: '/webhooks', name: 'Webhooks' },
  { path: '/jwt-templates', name: 'JWT templates' },
  { path: '/sessions', name: 'Sessions' },
] as const;

/** One page. */
export interface PageContent {
  readonly title: string;
  /** The section it belongs to, which is named in the navigation. */
  readonly section: (typeof sections)[number]['path'];
  readonly body: Markup;
  /** What is wrong with what was sent. */
  readonly fault?: string | undefined;
  readonly status?: ContentfulStatusCode;
}

/**
 * Answers with a page. What was just done is named by the query's `done`, of which only known words are shown; a fault
 * takes the focus, and both begin the title, which is read out first.
 */
export function answerPage(
  c: Context,
  { title, section, body, fault, status = 200 }: PageContent,
): Response | Promise<Response> {
  const done = fault === undefined ? doneTexts.get(c.req.query('done') ?? '') : undefined;
  const lead = fault === undefined ? done : 'Not done';
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${lead === undefined ? '' : `${lead.replace(/\.$/, '')} – `}${title} – Local Clerk</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="/emulator/page.css" />
          <script src="/emulator/page.js" defer></script>
        </head>
        <body>
          <a class="skip" href="#content">Skip to the content</a>
          <header>
            <p class="brand">Local Clerk <span>for development and tests</span></p>
            <nav aria-label="Sections">
              <ul>
                ${sections.map(
                  ({ path, name }) => html`<li>
                    <a href="${path}" ${path === section ? html`aria-current="true"` : ''}>${name}</a>
                  </li>`,
                )}
              </ul>
            </nav>
          </header>
          <main id="content" tabindex="-1">
            <h1>${title}</h1>
            ${done === undefined ? '' : html`<p class="notice" role="status">${done}</p>`}
            ${
              fault === undefined
                ? ''
                : html`<div class="notice bad" role="alert" tabindex="-1" autofocus>
                    <strong>Not done.</strong> <span class="pre">${fault}</span>
                  </div>`
            }
            ${body}
          </main>
        </body>
      </html>`,
    status,
  );
}

/** Goes on to a page after something was done, so that reloading does not do it again. */
export function goTo(c: Context, path: string, done: string): Response {
  return c.redirect(`${path}?done=${done}`, 303);
}

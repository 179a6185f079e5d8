import { html } from 'hono/html';
import type { GoogleVerification } from '../attempt-verification.ts';

const style = `
  :root { color-scheme: light dark; }
  body { max-width: 26rem; margin: 8vh auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
  label { display: block; margin-top: 1rem; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; margin-top: 0.25rem; padding: 0.5rem; font: inherit; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
  button { min-height: 2.75rem; padding: 0 1.25rem; font: inherit; }
`;

/** The page stands in for Google's: whoever it is told to be, it vouches for. */
export function renderConsentPage(
  { state, redirectUrl }: GoogleVerification,
  loginHint: string,
  fault: string | undefined,
) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Stand-in for Google</title>
        <link rel="icon" href="data:," />
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>Stand-in for Google</h1>
          <p>
            This is the local Clerk and not Google. Say who you are; ${new URL(redirectUrl).host} is told so, and you need no
            password.
          </p>
          ${fault === undefined ? '' : html`<p role="alert"><strong>${fault}</strong></p>`}
          <form method="post">
            <input type="hidden" name="state" value="${state}" />
            <label for="email">E-mail address</label>
            <input id="email" name="email" type="email" required autocomplete="off" value="${loginHint}" />
            <label for="first-name">First name</label>
            <input id="first-name" name="first_name" autocomplete="off" />
            <label for="last-name">Last name</label>
            <input id="last-name" name="last_name" autocomplete="off" />
            <div class="actions">
              <button name="answer" value="continue">Continue</button>
              <button name="answer" value="cancel" formnovalidate>Cancel</button>
            </div>
          </form>
        </main>
      </body>
    </html>`;
}

/** Nothing but our own style and form. The form's answer leads on to the page that began, which browsers count as well. */
export function describeConsentPolicy({ redirectUrl }: GoogleVerification): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    `form-action 'self' ${new URL(redirectUrl).origin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

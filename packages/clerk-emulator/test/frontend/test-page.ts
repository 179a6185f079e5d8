import { Hono } from 'hono';
import { html, raw } from 'hono/html';

/** What the test page is made with. */
export interface TestPage {
  readonly publishableKey: string;
  /** Where clerk-js asks: `/__clerk` on the page's own origin, or the emulator's address. */
  readonly proxyUrl: string;
  readonly contentSecurityPolicy: string;
  /** Answers what is under `/__clerk`. */
  readonly proxy: (request: Request) => Response | Promise<Response>;
}

/**
 * Loads Clerk and shows its own sign-in or sign-up where the address says so; the tests drive `Clerk` beyond that. Within the
 * page it changes the address without loading it anew, as an application with a router does.
 */
const script = `
const place = document.querySelector('#clerk');
let mounted;
const show = () => {
  const wanted = /^[/]sign-(in|up)/.exec(location.pathname)?.[0];
  if (wanted === mounted) return;
  if (mounted === '/sign-in') Clerk.unmountSignIn(place);
  if (mounted === '/sign-up') Clerk.unmountSignUp(place);
  if (wanted === '/sign-in') Clerk.mountSignIn(place, { routing: 'path', path: wanted });
  if (wanted === '/sign-up') Clerk.mountSignUp(place, { routing: 'path', path: wanted });
  mounted = wanted;
};
const go = (change) => (to) => {
  history[change](null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
  show();
};
const start = async () => {
  const options = JSON.parse(document.querySelector('#options').textContent);
  await Clerk.load({
    ui: { ClerkUI: window.__internal_ClerkUICtor },
    telemetry: false,
    routerPush: go('pushState'),
    routerReplace: go('replaceState'),
    ...options,
  });
  show();
  Clerk.addListener(({ user }) => {
    document.querySelector('#who').textContent = user?.primaryEmailAddress?.emailAddress ?? 'nobody';
  });
};
start().catch((error) => console.error(error));
`;

/** An application whose pages have nothing but Clerk. */
export function createTestPage({ publishableKey, proxyUrl, contentSecurityPolicy, proxy }: TestPage): Hono {
  const options = JSON.stringify({
    signInUrl: '/sign-in',
    signUpUrl: '/sign-up',
    signInForceRedirectUrl: '/compiler',
    signUpForceRedirectUrl: '/compiler',
    afterSignOutUrl: '/signed-out',
  });
  const load = (path: string) =>
    html`<script
      defer
      crossorigin="anonymous"
      src="${proxyUrl}/npm/@clerk/${path}"
      data-clerk-publishable-key="${publishableKey}"
      data-clerk-proxy-url="${proxyUrl}"
    ></script>`;
  return new Hono()
    .all('/__clerk/*', (c) => proxy(c.req.raw))
    .get('/page.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('*', (c) => {
      c.header('Content-Security-Policy', contentSecurityPolicy);
      return c.html(
        html`<!doctype html>
          <html lang="en">
            <head>
              <meta charset="utf-8" />
              <title>Test page</title>
              <link rel="icon" href="data:," />
              <script type="application/json" id="options">
                ${raw(options)}
              </script>
              ${load('clerk-js@6/dist/clerk.browser.js')} ${load('ui@1/dist/ui.browser.js')}
              <script defer src="/page.js"></script>
            </head>
            <body>
              <p>Signed in: <output id="who">loading</output></p>
              <div id="clerk"></div>
            </body>
          </html>`,
      );
    });
}

/** Sources of a Content-Security-Policy by directive. */
export type PolicySources = Readonly<Record<string, readonly string[]>>;

/**
 * What every page may do: run, show and ask what comes from here, and nothing else. Styles of components are constructed
 * (`apps/web/src/shell/adopted-styles.ts`), so that none is inline; `bloqr-worker` names the two scripts of Web Workers.
 */
const pagePolicy: PolicySources = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['angular', 'bloqr-worker'],
};

/**
 * What the script may do that compiles in the browser: ask for sources wherever they are, without credentials. It has no
 * document, so that nothing it reads can be shown or run. Over http only this machine: browsers refuse the rest anyway.
 */
const compilerPolicy: PolicySources = {
  'default-src': ["'none'"],
  'connect-src': ['https:', 'http://localhost:*', 'http://127.0.0.1:*'],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};

/** Where the script is that compiles in the browser. */
export const compilerScript = '/workers/compile.js';

/**
 * The file `_headers` of the pages, which Cloudflare and wrangler apply to what is a file and does not pass through the
 * Worker (https://developers.cloudflare.com/workers/static-assets/headers/).
 *
 * @param providerSources what the pages of the active auth providers need beyond that, e.g.
 *   `{ 'script-src': ['https://clerk.example.org'] }`. A directive that is not there yet is added
 * @throws RangeError where a source has in it what would end the directive or the line
 */
export function renderPageHeaders(providerSources: readonly PolicySources[] = []): string {
  const policy = renderPolicy(providerSources.reduce(addSources, pagePolicy));
  return `/*
  Content-Security-Policy: ${policy}
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), clipboard-read=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY

${compilerScript}
  ! Content-Security-Policy
  Content-Security-Policy: ${renderPolicy(compilerPolicy)}
`;
}

/** `'none'` stands alone or not at all. */
function addSources(policy: PolicySources, more: PolicySources): PolicySources {
  const added = Object.entries(more).map(([directive, sources]): [string, readonly string[]] => {
    const known = (policy[directive] ?? []).filter((source) => source !== "'none'");
    return [directive, [...new Set([...known, ...sources])]];
  });
  return { ...policy, ...Object.fromEntries(added) };
}

function renderPolicy(policy: PolicySources): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].map(checkToken).join(' '))
    .join('; ');
}

function checkToken(token: string): string {
  if (/^[\x21-\x2b\x2d-\x3a\x3c-\x7e]+$/.test(token)) return token;
  throw new RangeError(`${JSON.stringify(token)} cannot stand in a Content-Security-Policy.`);
}

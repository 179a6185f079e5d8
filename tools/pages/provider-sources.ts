import { type ClerkSettings, hasClerkSettings, parseClerkSettings } from '@bloqr/contract';
import type { PolicySources } from './page-headers.ts';

/** Variables as the Worker is given them. */
type Variables = Readonly<Record<string, string | undefined>>;

/** The check for robots that Clerk makes, and pictures of people and providers that it keeps. */
const botCheck = 'https://challenges.cloudflare.com';
const pictures = 'https://img.clerk.com';

/**
 * Clerk's parts add empty style elements and fill them by script, which needs the hash of nothing; the field for codes adds one with
 * text. Clerk's documentation asks for 'unsafe-inline' in their place; the tests in a browser show that these are enough.
 */
const styles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='",
];

/**
 * What the pages need of the Content-Security-Policy for those who sign people in, by AUTH_PROVIDERS and Clerk's publishable key;
 * Better Auth needs nothing. Clerk's own list: https://clerk.com/docs/guides/secure/best-practices/csp-headers
 */
export function listProviderSources(variables: Variables): readonly PolicySources[] {
  if (!isClerkOn(variables)) return [];
  const environment = variables.ENVIRONMENT === 'production' ? 'production' : 'local';
  const { clerk } = parseClerkSettings(variables, environment);
  return clerk?.publishableKey === undefined ? [] : [listClerkSources(clerk)];
}

/** Unset, AUTH_PROVIDERS is Clerk where any of its variables is set. */
function isClerkOn(variables: Variables): boolean {
  const names = (variables.AUTH_PROVIDERS ?? '').split(',').map((name) => name.trim());
  return names.some((name) => name !== '') ? names.includes('clerk') : hasClerkSettings(variables);
}

function listClerkSources({ issuer, proxyUrl }: ClerkSettings): PolicySources {
  // Through a path of ours it is our own origin, which pages may ask anyway.
  const frontend = proxyUrl?.startsWith('/') ? [] : [new URL(proxyUrl ?? issuer).origin];
  return {
    'script-src': [...frontend, botCheck],
    'connect-src': frontend,
    'img-src': ['data:', pictures],
    'style-src': styles,
    'worker-src': ['blob:'],
    'frame-src': [botCheck],
    'trusted-types': ['default'],
  };
}

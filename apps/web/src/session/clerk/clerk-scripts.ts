import type { ClerkAddress } from './clerk-address.ts';

/** The scripts that the page takes from Clerk. */
export type ClerkScript = 'clerk-js' | 'ui';

/** The newest of these versions, which Clerk keeps compatible (https://clerk.com/docs/guides/development/upgrading/versioning). */
const scriptPaths: Readonly<Record<ClerkScript, string>> = {
  'clerk-js': '/npm/@clerk/clerk-js@6/dist/clerk.browser.js',
  ui: '/npm/@clerk/ui@1/dist/ui.browser.js',
};

/** Clerk's check for robots brings a script of its own. */
const botCheck = 'https://challenges.cloudflare.com/';

/** Puts scripts into a document. */
export interface ScriptPorts {
  readonly document: Document;
}

/**
 * Lets Clerk's scripts fetch their own parts and nothing else: under the policy of the page an address of a script counts only where
 * this has let it through. Only called where Clerk signs people in; elsewhere the policy of the page forbids it.
 */
export function allowClerkScripts({ frontendUrl }: ClerkAddress, origin: string): void {
  const own = new URL(`${frontendUrl}/npm/@clerk/`, origin).href;
  globalThis.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      const { href } = new URL(address, origin);
      if ([own, botCheck, `blob:${origin}/`].some((start) => href.startsWith(start))) return address;
      throw new TypeError(`The page takes no script from ${href}.`);
    },
  });
}

/** Fetches and runs a script of Clerk's. Rejects where it does not come, and takes what is left of it away. */
export function addClerkScript(
  script: ClerkScript,
  address: ClerkAddress,
  { document }: ScriptPorts,
): Promise<void> {
  const element = document.createElement('script');
  element.src = `${address.frontendUrl}${scriptPaths[script]}`;
  element.async = true;
  element.crossOrigin = 'anonymous';
  element.dataset.clerkPublishableKey = address.publishableKey;
  if (address.isProxy) element.dataset.clerkProxyUrl = address.frontendUrl;
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => {
      element.remove();
      reject(new Error(`Nothing came from ${new URL(element.src).host}.`));
    });
    document.head.append(element);
  });
}

import type { Passkeys, Platform, WorkerScript } from './platform.ts';

/** How long a browser may take to begin a download before its text is let go of. */
const downloadGraceMs = 60_000;

/** Trusted types (https://www.w3.org/TR/trusted-types/), as far as they are used here. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (script: string) => string },
  ): { createScriptURL(script: WorkerScript): string };
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

const policy = globalThis.trustedTypes?.createPolicy('bloqr-worker', { createScriptURL: addressOf });

/** The policy of the page takes addresses of scripts only from here, and these are all there are. */
function addressOfWorker(script: WorkerScript): string {
  return policy?.createScriptURL(script) ?? addressOf(script);
}

function addressOf(script: string): string {
  return script === 'compile' ? '/workers/compile.js' : '/workers/compare.js';
}

/** The conversions from JSON are younger than passkeys; a browser without them counts as one without passkeys. */
function findPasskeys(): Passkeys | undefined {
  const type = globalThis.PublicKeyCredential;
  if (type?.parseCreationOptionsFromJSON === undefined || navigator.credentials === undefined)
    return undefined;
  return {
    create: async (options) =>
      writeCredential(
        await navigator.credentials.create({
          publicKey: type.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
        }),
      ),
    prove: async (options) =>
      writeCredential(
        await navigator.credentials.get({
          publicKey: type.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
        }),
      ),
  };
}

function writeCredential(credential: Credential | null): unknown {
  return credential instanceof PublicKeyCredential ? credential.toJSON() : undefined;
}

async function copyBySelection(text: string): Promise<void> {
  const { PendingCopy } = await import('@angular/cdk/clipboard');
  const pending = new PendingCopy(text, document);
  const isCopied = pending.copy();
  pending.destroy();
  if (!isCopied) throw new Error('The browser does not let this page copy.');
}

/** The browser itself; the one place where it is had. */
export const browserPlatform: Platform = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  delay: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  // Reading a storage itself throws where it is forbidden, so it is read at each use.
  store: {
    getItem: (key) => sessionStorage.getItem(key),
    setItem: (key, value) => sessionStorage.setItem(key, value),
  },
  preferences: {
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
  },
  origin: location.origin,
  copy: async (text) => {
    // On a page over plain http, as on a network at home, there is no clipboard but by the old way.
    if (navigator.clipboard === undefined) await copyBySelection(text);
    else await navigator.clipboard.writeText(text);
  },
  passkeys: findPasskeys(),
  download: (fileName, text) => {
    const url = URL.createObjectURL(text);
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), downloadGraceMs);
  },
  startWorker: (script) => new Worker(addressOfWorker(script), { type: 'module' }),
  onLeave: (run) => addEventListener('pagehide', run),
  onReturn: (run) =>
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') run();
    }),
  readCookies: () => document.cookie,
  leaveFor: (address) => location.assign(address),
};

import { InjectionToken } from '@angular/core';
import type { TextStore } from './draft/draft-store.ts';
import type { Delay } from './lib/delay.ts';

/** What browsers do with passkeys (https://www.w3.org/TR/webauthn-3/); options and answers are in the JSON of that page. */
export interface Passkeys {
  /** Makes one. Rejects with a `DOMException` where that came to nothing. */
  readonly create: (options: unknown) => Promise<unknown>;
  /** Proves that one is there. Rejects with a `DOMException` where that came to nothing. */
  readonly prove: (options: unknown) => Promise<unknown>;
}

/** What the page needs of the browser beyond the document. */
export interface Platform {
  readonly fetch: typeof fetch;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  readonly delay: Delay;
  /** Lives as long as the tab. */
  readonly store: TextStore;
  /** Lives on, and is shared by all tabs: for preferences, never for what somebody typed or may not lose. */
  readonly preferences: TextStore;
  /** `https://…` without a path. */
  readonly origin: string;
  /** Puts text on the clipboard; rejects where that is not allowed. */
  readonly copy: (text: string) => Promise<void>;
  /** Undefined where this browser has none, or not on such a page. */
  readonly passkeys: Passkeys | undefined;
  /** Offers a text as a file. */
  readonly download: (fileName: string, text: Blob) => void;
  /** Starts a script of `/workers/`. */
  readonly startWorker: (script: WorkerScript) => Worker;
  /** Calls `run` when the page is about to be left. */
  readonly onLeave: (run: () => void) => void;
  /** Calls `run` when somebody comes back to the page from elsewhere. */
  readonly onReturn: (run: () => void) => void;
  /** The cookies that pages may read, as `document.cookie` has them. */
  readonly readCookies: () => string;
  /** Leaves for another address, of which this application is no part. */
  readonly leaveFor: (address: string) => void;
}

/** The scripts that work beside the page, by their file. */
export type WorkerScript = 'compile' | 'compare';

/** The browser, as it is given to the page's parts. */
export const platform = new InjectionToken<Platform>('platform');

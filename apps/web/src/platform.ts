import { InjectionToken } from '@angular/core';
import type { TextStore } from './draft/draft-store.ts';
import type { Delay } from './lib/delay.ts';

/** What the page needs of the browser beyond the document; the one place where it is had. */
export interface Platform {
  readonly fetch: typeof fetch;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  readonly delay: Delay;
  /** Lives as long as the tab. */
  readonly store: TextStore;
  /** `https://…` without a path. */
  readonly origin: string;
  readonly path: string;
  /** Puts text on the clipboard; rejects where that is not allowed. */
  readonly copy: (text: string) => Promise<void>;
  /** Offers text as a file. */
  readonly download: (fileName: string, parts: readonly string[]) => void;
  /** Calls `run` when the page is about to be left. */
  readonly onLeave: (run: () => void) => void;
}

/** The browser, as it is given to the page's parts. */
export const platform = new InjectionToken<Platform>('platform');

/** How long a browser may take to begin a download before its text is let go of. */
const downloadGraceMs = 60_000;

export const browserPlatform: Platform = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  delay: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  // Reading `sessionStorage` itself throws where storage is forbidden, so it is read at each use.
  store: {
    getItem: (key) => sessionStorage.getItem(key),
    setItem: (key, value) => sessionStorage.setItem(key, value),
  },
  origin: location.origin,
  path: location.pathname,
  copy: (text) => navigator.clipboard.writeText(text),
  download: (fileName, parts) => {
    const url = URL.createObjectURL(new Blob([...parts], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), downloadGraceMs);
  },
  onLeave: (run) => addEventListener('pagehide', run),
};

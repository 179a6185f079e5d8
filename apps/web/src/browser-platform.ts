import type { Platform } from './platform.ts';

/** How long a browser may take to begin a download before its text is let go of. */
const downloadGraceMs = 60_000;

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

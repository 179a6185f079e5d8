import { InjectionToken, inject } from '@angular/core';
import { platform } from '../platform.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';

/** The session of the application. */
export const session = new InjectionToken<Session>('session', {
  providedIn: 'root',
  factory: () => {
    const browser = inject(platform);
    return openSession({
      fetch: browser.fetch,
      readCookies: browser.readCookies,
      onReturn: browser.onReturn,
      loadClerk: async (key, onChange) =>
        (await import('./clerk/clerk-adapter.ts')).loadClerkAdapter(key, onChange),
    });
  },
});

import { InjectionToken, inject } from '@angular/core';
import { platform } from '../platform.ts';
import { clerkDoor } from './clerk/clerk-door.ts';
import { openSession } from './open-session.ts';
import type { Session } from './session.ts';

/** The session of the application. */
export const session = new InjectionToken<Session>('session', {
  providedIn: 'root',
  factory: () => {
    const browser = inject(platform);
    const clerk = inject(clerkDoor);
    return openSession({
      fetch: browser.fetch,
      readCookies: browser.readCookies,
      onReturn: browser.onReturn,
      clerk: {
        isOpen: () => clerk.isOpen,
        open: async (address) => (await clerk.open(address)).adapter,
        onChange: (run) => clerk.onChange(run),
      },
    });
  },
});

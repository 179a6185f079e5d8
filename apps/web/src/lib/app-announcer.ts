import { InjectionToken, inject } from '@angular/core';
import { Announcer } from '../lib/announcer.ts';
import { platform } from '../platform.ts';

/** What screen readers are told beside what is shown; the shell has the region that says it. */
export const announcer = new InjectionToken<Announcer>('announcer', {
  providedIn: 'root',
  factory: () => new Announcer(inject(platform).delay),
});

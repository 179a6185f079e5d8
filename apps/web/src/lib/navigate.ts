import { InjectionToken } from '@angular/core';

/** Goes to a path of the application; `isReplacing` leaves no trace of where one was. */
export type Navigate = (path: string, isReplacing: boolean) => Promise<unknown>;

/** The router, for what is no component. */
export const navigate = new InjectionToken<Navigate>('navigate');

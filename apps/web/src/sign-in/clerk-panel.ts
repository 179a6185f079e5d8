import { Component, input } from '@angular/core';

/** Clerk's own sign-in and sign-up. */
@Component({ selector: 'bloqr-clerk-panel', template: '' })
export class ClerkPanel {
  readonly purpose = input.required<'sign-in' | 'sign-up' | 'account'>();
  readonly target = input.required<string>();
}

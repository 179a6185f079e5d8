import { Component } from '@angular/core';

/** Stands where Clerk's own forms are to be. */
@Component({
  selector: 'bloqr-clerk-panel',
  template: `<p class="notice warning">
    Accounts of this service are kept by Clerk, whose forms this page does not show yet. The API takes Clerk’s session tokens.
  </p>`,
})
export class ClerkPanel {}

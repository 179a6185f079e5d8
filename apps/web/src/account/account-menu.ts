import { Component } from '@angular/core';

/** The end of the header: signing in, or what is for whoever is signed in. Empty while there is nothing to sign in to. */
@Component({ selector: 'bloqr-account-menu', template: '' })
export class AccountMenu {}

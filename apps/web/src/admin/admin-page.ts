import { Component, effect, inject, untracked, ViewEncapsulation, viewChild } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { SessionGate } from '../gate/session-gate.ts';
import { AdminAccess } from './admin-access.ts';

/** The frame around the pages of administration. Hiding it protects nothing: the service decides with each request. */
@Component({
  selector: 'bloqr-admin-page',
  imports: [RouterLink, RouterLinkActive, RouterOutlet, SessionGate],
  templateUrl: './admin-page.html',
  styleUrls: ['../shell/page-parts.css', './admin-page.css'],
  encapsulation: ViewEncapsulation.None,
  providers: [AdminAccess],
})
export class AdminPage {
  protected readonly access = inject(AdminAccess);
  protected readonly gate = viewChild.required(SessionGate);
  protected readonly places = [
    { path: '/admin', title: 'Users', isExact: true },
    { path: '/admin/deliveries', title: 'Deliveries', isExact: false },
    { path: '/admin/audit', title: 'Audit', isExact: false },
    { path: '/admin/system', title: 'System', isExact: false },
  ];

  constructor() {
    effect(() => {
      // What was refused to one person may be granted to the next.
      if (this.gate().whose().length > 0) untracked(() => this.access.ask());
    });
  }
}

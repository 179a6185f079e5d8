import { Component, input } from '@angular/core';
import { ConfirmDialog } from '../dialog/confirm-dialog.ts';
import { AdminFailure } from './admin-failure.ts';
import type { AdminSubject } from './admin-subject.ts';

/** Around what is shown of one thing: that it is fetched, why it is not there, and the question before it is changed. */
@Component({
  selector: 'bloqr-subject-frame',
  imports: [AdminFailure, ConfirmDialog],
  template: `
    @switch (subject().loading.state().kind) {
      @case ('loading') {
        <p class="card soft" role="status">Fetching …</p>
      }
      @case ('failed') {
        @if (subject().loading.failure(); as failure) {
          <bloqr-admin-failure [failure]="failure" (retry)="subject().load()" />
        }
      }
      @case ('ready') {
        <ng-content />
      }
    }
    @if (subject().confirmation(); as asked) {
      <bloqr-confirm-dialog [confirmation]="asked" (closed)="subject().end($event)" />
    }
  `,
  host: { class: 'stack' },
})
export class SubjectFrame {
  readonly subject = input.required<AdminSubject<unknown>>();
}

import { Component, input } from '@angular/core';
import { SubmitRow } from '../forms/submit-row.ts';
import { AdminFailure } from './admin-failure.ts';
import type { PagedList } from './paged-list.ts';

/** Around the entries of a list: that it is fetched, why it is not there, how many are shown, and the way to more. */
@Component({
  selector: 'bloqr-paged-frame',
  imports: [AdminFailure, SubmitRow],
  template: `
    @switch (paged().list.state().kind) {
      @case ('loading') {
        <p class="soft" role="status">Fetching …</p>
      }
      @case ('failed') {
        @if (paged().list.failure(); as failure) {
          <bloqr-admin-failure [failure]="failure" (retry)="paged().again()" />
        }
      }
      @case ('ready') {
        @if (paged().entries().length === 0) {
          <p class="soft">{{ empty() }}</p>
        } @else {
          <ng-content />
          <p class="soft list-count" role="status">{{ paged().count() }}</p>
        }
        @if (paged().hasMore()) {
          <form (submit)="paged().goOn($event)">
            <bloqr-submit-row [submission]="paged().more" label="Show more" look="plain" />
          </form>
        }
      }
    }
  `,
})
export class PagedFrame {
  readonly paged = input.required<PagedList<unknown>>();
  /** What is said where there is no entry. */
  readonly empty = input.required<string>();
}

import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiClient } from '../api/api-client.ts';
import { readForm } from '../forms/read-form.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { type ListedDelivery, readAdminList, readDelivery } from './admin-answers.ts';
import { AdminFailure } from './admin-failure.ts';
import { PagedList } from './paged-list.ts';

const outcomes = ['applied', 'stale', 'deleted', 'ignored', 'other-instance', 'unusable'] as const;

/** What the webhook was told. */
@Component({
  selector: 'bloqr-deliveries-view',
  imports: [RouterLink, SubmitRow, AdminFailure],
  templateUrl: './deliveries-view.html',
})
export class DeliveriesView {
  readonly #api = inject(apiClient);
  protected readonly outcomes = outcomes;
  protected readonly deliveries = new PagedList<ListedDelivery>();
  protected readonly formatMinute = formatMinute;

  constructor() {
    this.#filter('');
  }

  protected filter(event: Event): void {
    this.#filter(readForm(event).outcome ?? '');
  }

  #filter(wanted: string): void {
    const outcome = outcomes.find((name) => name === wanted);
    this.deliveries.begin((cursor) =>
      this.#api.send(
        'get',
        '/api/admin/deliveries',
        { query: { ...(outcome && { outcome }), ...(cursor && { cursor }) } },
        readAdminList('deliveries', readDelivery),
      ),
    );
  }
}

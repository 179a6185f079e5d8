import { Component, inject } from '@angular/core';
import { MatTableModule } from '@angular/material/table';
import { RouterLink } from '@angular/router';
import { apiClient } from '../api/api-client.ts';
import { readForm } from '../forms/read-form.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { type ListedDelivery, readAdminList, readDelivery } from './admin-answers.ts';
import { describeOutcome, findOutcome, messageOutcomes } from './outcome-titles.ts';
import { PagedFrame } from './paged-frame.ts';
import { idOf, PagedList } from './paged-list.ts';

/** What the webhook was told. */
@Component({
  selector: 'bloqr-deliveries-view',
  imports: [RouterLink, PagedFrame, MatTableModule],
  templateUrl: './deliveries-view.html',
})
export class DeliveriesView {
  readonly #api = inject(apiClient);
  protected readonly outcomes = messageOutcomes;
  protected readonly columns = ['type', 'outcome', 'received', 'subject'];
  protected readonly idOf = idOf;
  protected readonly describeOutcome = describeOutcome;
  protected readonly deliveries = new PagedList<ListedDelivery>();
  protected readonly formatMinute = formatMinute;

  constructor() {
    this.#filter('');
  }

  protected filter(event: Event): void {
    this.#filter(readForm(event).outcome ?? '');
  }

  #filter(wanted: string): void {
    const outcome = findOutcome(wanted);
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

import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { apiClient } from '../api/api-client.ts';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import { outcomeOfApi } from '../forms/submission.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { Loading } from '../lib/loading.ts';
import { fieldsOf, textOf } from '../lib/read-fields.ts';
import { type DeliveryDetail, readDeliveryDetail } from './admin-answers.ts';
import { AdminFailure } from './admin-failure.ts';

/** One message of the webhook, with what it said, to be carried out again. */
@Component({
  selector: 'bloqr-delivery-view',
  imports: [ConfirmDialog, AdminFailure],
  templateUrl: './delivery-view.html',
})
export class DeliveryView {
  /** Of the address. */
  readonly id = input.required<string>();

  readonly #api = inject(apiClient);
  protected readonly delivery = new Loading<DeliveryDetail>();
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);
  protected readonly said = signal('');
  protected readonly formatMinute = formatMinute;

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.load());
    });
  }

  protected load(): void {
    const path = { id: this.id() };
    void this.delivery.load(() =>
      this.#api.send('get', '/api/admin/deliveries/{id}', { path }, readDeliveryDetail),
    );
  }

  protected askReplay(id: string): void {
    this.confirmation.set({
      title: 'Carry it out again?',
      text: 'By the rules of any delivery: what is not newer than the row changes nothing, and nobody deleted comes back.',
      action: 'Carry out again',
      asksReason: true,
      perform: async ({ reason }) => {
        const answer = await this.#api.send(
          'post',
          '/api/admin/deliveries/{id}/replay',
          { path: { id }, body: { reason } },
          (value) => textOf(fieldsOf(value).outcome) || undefined,
        );
        if (answer.kind === 'answered') this.said.set(`Carried out again: ${answer.value}.`);
        return outcomeOfApi(answer);
      },
    });
  }

  protected end(isDone: boolean): void {
    this.confirmation.set(undefined);
    if (isDone) this.load();
  }
}

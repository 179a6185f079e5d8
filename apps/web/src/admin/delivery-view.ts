import { Component, inject, input } from '@angular/core';
import { apiClient } from '../api/api-client.ts';
import { outcomeOfApi } from '../forms/submission.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { fieldsOf, textOf } from '../lib/read-fields.ts';
import { readDeliveryDetail } from './admin-answers.ts';
import { openSubject } from './admin-subject.ts';
import { describeOutcome } from './outcome-titles.ts';
import { SubjectFrame } from './subject-frame.ts';

/** One message of the webhook, with what it said, to be carried out again. */
@Component({
  selector: 'bloqr-delivery-view',
  imports: [SubjectFrame],
  templateUrl: './delivery-view.html',
})
export class DeliveryView {
  /** Of the address. */
  readonly id = input.required<string>();

  readonly #api = inject(apiClient);
  protected readonly delivery = openSubject(
    () => this.id(),
    (id) => this.#api.send('get', '/api/admin/deliveries/{id}', { path: { id } }, readDeliveryDetail),
  );
  protected readonly describeOutcome = describeOutcome;
  protected readonly formatMinute = formatMinute;

  protected askReplay(id: string): void {
    this.delivery.ask({
      title: 'Carry it out again?',
      text: 'By the rules of any delivery: what is not newer than the row changes nothing, and nobody deleted comes back.',
      action: 'Carry out again',
      perform: async ({ reason }) => {
        const answer = await this.#api.send(
          'post',
          '/api/admin/deliveries/{id}/replay',
          { path: { id }, body: { reason } },
          (value) => textOf(fieldsOf(value).outcome) || undefined,
        );
        return outcomeOfApi(
          answer,
          answer.kind === 'answered' ? `Carried out again: ${answer.value}.` : undefined,
        );
      },
    });
  }
}

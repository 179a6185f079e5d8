import { Component, DestroyRef, inject, signal } from '@angular/core';
import { type ApiAnswer, apiClient } from '../api/api-client.ts';
import { FormField } from '../forms/form-field.ts';
import { readForm } from '../forms/read-form.ts';
import { type Outcome, outcomeOfApi, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { Loading } from '../lib/loading.ts';
import { parseJson } from '../lib/read-fields.ts';
import { platform } from '../platform.ts';
import { AdminFailure } from './admin-failure.ts';
import {
  type HealthPart,
  readHealth,
  readSweepStep,
  readSystemState,
  type Sweep,
  type SweepStep,
  type SystemState,
} from './system-answers.ts';

/** Whether every part works, how far the accounts are from Clerk's, and putting that right. */
@Component({
  selector: 'bloqr-system-view',
  imports: [SubmitRow, FormField, AdminFailure],
  templateUrl: './system-view.html',
})
export class SystemView {
  readonly #api = inject(apiClient);
  readonly #platform = inject(platform);
  #isGone = false;
  protected readonly health = new Loading<readonly HealthPart[]>();
  protected readonly system = new Loading<SystemState>();
  protected readonly sweeping = new Submission();
  protected readonly sweep = signal<Sweep | undefined>(undefined);
  protected readonly formatMinute = formatMinute;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#isGone = true;
    });
    this.load();
  }

  protected load(): void {
    void this.health.load(() => this.#askHealth());
    void this.system.load(() => this.#api.send('get', '/api/admin/reconciliation', {}, readSystemState));
  }

  /** Answers with 503 where a part fails, and says which. */
  async #askHealth(): Promise<ApiAnswer<readonly HealthPart[]>> {
    try {
      const response = await this.#api.open('/api/health', {});
      const parts = readHealth(parseJson(await response.text()));
      return parts === undefined
        ? { kind: 'failed', failure: { kind: 'cut-off' } }
        : { kind: 'answered', value: parts };
    } catch {
      return { kind: 'failed', failure: { kind: 'unreachable' } };
    }
  }

  protected async compare(event: Event): Promise<void> {
    const { changes, reason = '' } = readForm(event);
    this.sweep.set(undefined);
    await this.sweeping.run(() => this.#goThrough(changes === undefined, reason.trim()));
    void this.system.load(() => this.#api.send('get', '/api/admin/reconciliation', {}, readSystemState));
  }

  /** One step after the other, until the comparison is finished or somebody leaves the page; the next one then goes on with it. */
  async #goThrough(dryRun: boolean, reason: string): Promise<Outcome> {
    for (;;) {
      const body = { dryRun, ...(reason !== '' && { reason }) };
      const answer: ApiAnswer<SweepStep> = await this.#api.send(
        'post',
        '/api/admin/reconciliation',
        { body },
        readSweepStep,
      );
      if (answer.kind === 'failed' || this.#isGone) return outcomeOfApi(answer);
      const { sweep, retryAfterSeconds } = answer.value;
      this.sweep.set(sweep);
      if (sweep.isFinished)
        return {
          kind: 'done',
          said: dryRun ? 'Compared. Nothing was changed.' : `Finished: ${sweep.outcome}.`,
        };
      if (retryAfterSeconds > 0)
        await new Promise<void>((resolve) => void this.#platform.delay(retryAfterSeconds * 1000, resolve));
    }
  }
}

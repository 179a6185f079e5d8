import { Component, computed, inject, input, signal } from '@angular/core';
import type { FinishedList } from '../compiler/compiler-state.ts';
import { CopyByHand } from '../lib/copy-by-hand.ts';
import { formatAmount, formatCount, formatSeconds, formatShare } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import { ChangesView } from './changes-view.ts';
import { makeCurlCommand } from './curl-command.ts';
import { FindingsView } from './findings-view.ts';
import { listFileName } from './list-file-name.ts';
import { listRemovals } from './removal-rows.ts';
import { SourcesView } from './sources-view.ts';

/** A finished list: the list itself, what became of the sources, and what there is to say about them. */
@Component({
  selector: 'bloqr-result-view',
  imports: [CopyByHand, SourcesView, ChangesView, FindingsView],
  templateUrl: './result-view.html',
  host: { class: 'result' },
})
export class ResultView {
  readonly list = input.required<FinishedList>();
  /** The list before, to compare it with. */
  readonly previous = input.required<FinishedList | undefined>();

  readonly #platform = inject(platform);
  protected readonly formatAmount = formatAmount;
  protected readonly formatCount = formatCount;
  protected readonly formatShare = formatShare;

  /** What became of the last click on a button. */
  protected readonly said = signal('');
  /** A command that the clipboard did not take. */
  protected readonly byHand = signal('');
  protected readonly result = computed(() => this.list().result);
  protected readonly software = computed(() => this.list().software);
  protected readonly counts = computed(() => this.result().counts);
  protected readonly removals = computed(() => listRemovals(this.counts()));
  protected readonly removedCount = computed(() =>
    this.removals().reduce((sum, { count }) => sum + count, 0),
  );
  protected readonly preview = computed(() => this.result().list.beginning);
  protected readonly fileName = computed(() =>
    listFileName(this.result().order.body.configuration.name, this.software().extension),
  );
  /** Placeholders that the instructions have. */
  protected readonly namesAddress = computed(() => this.software().instructions.includes('<address>'));
  protected readonly namesFile = computed(() => this.software().instructions.includes('<file>'));
  protected readonly took = computed(() => formatSeconds(this.result().tookMs));

  protected download(): void {
    this.#platform.download(this.fileName(), this.result().list.blob);
    this.said.set(`${this.fileName()} is being saved.`);
  }

  protected async copyList(): Promise<void> {
    await this.#copy(await this.result().list.blob.text(), 'The list is on the clipboard.');
  }

  protected copyCurl(): Promise<void> {
    const command = makeCurlCommand(this.#platform.origin, this.result().order.body, this.fileName());
    return this.#copy(command, 'The curl command is on the clipboard.', command);
  }

  /** @param byHand what is shown to be copied by hand, where the clipboard does not take it */
  async #copy(text: string, success: string, byHand = ''): Promise<void> {
    this.byHand.set('');
    try {
      await this.#platform.copy(text);
      this.said.set(success);
    } catch {
      const instead = byHand === '' ? 'Download the list instead.' : 'Copy the command from here.';
      this.said.set(`This browser does not let the page use the clipboard. ${instead}`);
      this.byHand.set(byHand);
    }
  }
}

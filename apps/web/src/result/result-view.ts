import { Component, computed, inject, input, signal } from '@angular/core';
import type { CompiledList } from '../compilation/compilation.ts';
import type { Diagnostic } from '../compilation/compile-events.ts';
import { formatAmount, formatBytes, formatCount, formatSeconds, formatShare } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import type { Software } from '../software/software.ts';
import { makeCurlCommand } from './curl-command.ts';
import { listFileName } from './list-file-name.ts';
import { previewLines } from './preview-lines.ts';
import { listRemovals } from './removal-rows.ts';

const previewLinesMax = 200;

/** Diagnostics shown at first. */
const diagnosticsMax = 20;

/** A finished list: the list itself, what became of the sources, and what there is to say about them. */
@Component({ selector: 'bloqr-result-view', templateUrl: './result-view.html', host: { class: 'result' } })
export class ResultView {
  readonly result = input.required<CompiledList>();
  /** What it was compiled for. */
  readonly software = input.required<Software>();

  readonly #platform = inject(platform);
  protected readonly formatAmount = formatAmount;
  protected readonly formatBytes = formatBytes;
  protected readonly formatCount = formatCount;
  protected readonly formatShare = formatShare;

  /** What became of the last click on a button. */
  protected readonly said = signal('');
  protected readonly areAllDiagnosticsShown = signal(false);

  protected readonly counts = computed(() => this.result().counts);
  protected readonly removals = computed(() => listRemovals(this.counts()));
  protected readonly removedCount = computed(() =>
    this.removals().reduce((sum, { count }) => sum + count, 0),
  );
  protected readonly preview = computed(() => previewLines(this.result().list, previewLinesMax));
  protected readonly fileName = computed(() =>
    listFileName(this.result().order.body.configuration.name, this.software().extension),
  );
  /** Placeholders that the instructions have. */
  protected readonly namesAddress = computed(() => this.software().instructions.includes('<address>'));
  protected readonly namesFile = computed(() => this.software().instructions.includes('<file>'));
  protected readonly took = computed(() => formatSeconds(this.result().tookMs));
  protected readonly diagnostics = computed(() => {
    const { diagnostics } = this.result();
    return this.areAllDiagnosticsShown() ? diagnostics : diagnostics.slice(0, diagnosticsMax);
  });
  protected readonly hiddenDiagnosticCount = computed(
    () => this.result().diagnostics.length - this.diagnostics().length,
  );

  /** Where a finding stands; of pasted rules, the line of the text field. */
  protected describePlace({ source, line }: Diagnostic): string {
    const firstLine = this.result().order.firstLines.get(source);
    if (line === 0) return source;
    return firstLine === undefined
      ? `${source}, line ${line}`
      : `Line ${firstLine + line - 1} of what you typed`;
  }

  protected download(): void {
    this.#platform.download(this.fileName(), this.result().list);
    this.said.set(`${this.fileName()} is being saved.`);
  }

  protected copyList(): Promise<void> {
    return this.#copy(this.result().list.join(''), 'The list is on the clipboard.');
  }

  protected copyCurl(): Promise<void> {
    const command = makeCurlCommand(this.#platform.origin, this.result().order.body, this.fileName());
    return this.#copy(command, 'The curl command is on the clipboard.');
  }

  async #copy(text: string, success: string): Promise<void> {
    try {
      await this.#platform.copy(text);
      this.said.set(success);
    } catch {
      this.said.set('This browser does not let the page use the clipboard. Download the list instead.');
    }
  }
}

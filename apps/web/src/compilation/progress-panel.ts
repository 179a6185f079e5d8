import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { formatAmount, formatBytes } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import { type CompileProgress, countRead, describeStage, type SourceProgress } from './compile-progress.ts';

const tickMs = 1000;

/** How far a compile is, source by source. */
@Component({
  selector: 'bloqr-progress-panel',
  templateUrl: './progress-panel.html',
  host: { class: 'progress-panel' },
})
export class ProgressPanel {
  readonly progress = input.required<CompileProgress>();
  readonly startedAtMs = input.required<number>();
  readonly cancelled = output<void>();

  readonly #platform = inject(platform);
  readonly #nowMs = signal(this.#platform.now());

  protected readonly stage = computed(() => describeStage(this.progress()));
  protected readonly readCount = computed(() => countRead(this.progress()));
  protected readonly share = computed(() => {
    const { stage, sources } = this.progress();
    if (stage === 'settling') return 92;
    if (stage === 'writing') return 97;
    return sources.length === 0 ? 0 : (this.readCount() / sources.length) * 88;
  });
  protected readonly seconds = computed(() =>
    Math.max(0, Math.floor((this.#nowMs() - this.startedAtMs()) / 1000)),
  );

  constructor() {
    effect((onCleanup) => {
      this.#nowMs();
      onCleanup(this.#platform.delay(tickMs, () => this.#nowMs.set(this.#platform.now())));
    });
  }

  protected describe(source: SourceProgress): string {
    switch (source.state) {
      case 'waiting':
        return 'waiting';
      case 'reading':
        return 'reading …';
      case 'read':
        return `${formatAmount(source.lineCount, 'line')}, ${formatBytes(source.byteCount)}`;
    }
  }
}

import { afterNextRender, Component, computed, DOCUMENT, Injector, inject } from '@angular/core';
import { ProgressPanel } from '../compilation/progress-panel.ts';
import { formatAmount } from '../lib/format-number.ts';
import { FailurePanel } from '../problem/failure-panel.ts';
import { ResultView } from '../result/result-view.ts';
import { builtInConfig } from '../software/api-config.ts';
import { SoftwareChoice } from '../software/software-choice.ts';
import { SourceEditor } from '../sources/source-editor.ts';
import { TransformationSwitches } from '../transformations/transformation-switches.ts';
import { compilerState } from './compiler-state.ts';
import { PlaceChoice } from './place-choice.ts';

/** The page on which lists are compiled: what goes in, how far it is, what came out. */
@Component({
  selector: 'bloqr-compiler-page',
  imports: [
    SourceEditor,
    SoftwareChoice,
    TransformationSwitches,
    PlaceChoice,
    ProgressPanel,
    FailurePanel,
    ResultView,
  ],
  templateUrl: './compiler-page.html',
})
export class CompilerPage {
  readonly #injector = inject(Injector);
  readonly #document = inject(DOCUMENT);
  protected readonly state = inject(compilerState);

  protected readonly running = computed(() => {
    const state = this.state.compilation();
    return state.kind === 'running' ? state : undefined;
  });
  protected readonly failed = computed(() => {
    const state = this.state.compilation();
    return state.kind === 'failed' ? state : undefined;
  });
  protected readonly failedSources = computed(
    () => this.failed()?.order.body.configuration.sources.map(({ source }) => source) ?? [],
  );
  /** The service's limits are not the browser's. */
  readonly #limits = computed(() =>
    this.state.draft().place === 'browser' ? builtInConfig : this.state.config().config,
  );
  protected readonly sourcesMax = computed(() => this.#limits().sourcesMax);
  protected readonly inputBytesMax = computed(() => this.#limits().inputBytesMax);
  protected readonly summary = computed(() => {
    const count = this.state.sourceCount();
    return count === 0
      ? 'No sources yet'
      : `${formatAmount(count, 'source')} for ${this.state.software().title}`;
  });

  protected changeName(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.state.change({ name: event.target.value });
  }

  protected async compile(): Promise<void> {
    const ended = this.state.start();
    if (ended === undefined) {
      if (this.state.hint() !== '') this.#document.getElementById('source-text')?.focus();
      return;
    }
    this.#afterRender(() =>
      this.#document.querySelector('.progress-panel')?.scrollIntoView({ block: 'nearest' }),
    );
    await ended;
    this.#leadToOutcome();
  }

  /** Moves the focus to the outcome, unless somebody went on to something else meanwhile. */
  #leadToOutcome(): void {
    const focused = this.#document.activeElement;
    const isWaiting =
      focused === null ||
      focused === this.#document.body ||
      focused.closest('.compile-bar, .progress-panel, .outcome') !== null;
    if (!isWaiting) return;
    this.#afterRender(() => {
      const outcome = this.#document.getElementById('outcome');
      outcome?.focus({ preventScroll: true });
      outcome?.closest('.outcome')?.scrollIntoView({ block: 'start' });
    });
  }

  #afterRender(run: () => void): void {
    afterNextRender(run, { injector: this.#injector });
  }
}

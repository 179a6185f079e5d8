import {
  afterNextRender,
  Component,
  computed,
  DOCUMENT,
  effect,
  Injector,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { apiClient } from '../api/api-client.ts';
import { Compilation } from '../compilation/compilation.ts';
import { describeStage } from '../compilation/compile-progress.ts';
import { ProgressPanel } from '../compilation/progress-panel.ts';
import { type CompileOrder, makeCompileOrder } from '../draft/compile-body.ts';
import type { Draft } from '../draft/draft.ts';
import { type Keeping, loadDraft, saveDraft } from '../draft/draft-store.ts';
import { announcer } from '../lib/app-announcer.ts';
import { formatAmount } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import { describeFailure } from '../problem/failure.ts';
import { FailurePanel } from '../problem/failure-panel.ts';
import { ResultView } from '../result/result-view.ts';
import { type ApiConfigState, builtInConfig, loadApiConfig } from '../software/api-config.ts';
import { SoftwareChoice } from '../software/software-choice.ts';
import { readSourceText } from '../sources/read-source-text.ts';
import { SourceEditor } from '../sources/source-editor.ts';
import { TransformationSwitches } from '../transformations/transformation-switches.ts';

/** How long typing has to pause before the draft is kept. */
const savePauseMs = 300;

/** The page on which lists are compiled: what goes in, how far it is, what came out. */
@Component({
  selector: 'bloqr-compiler-page',
  imports: [SourceEditor, SoftwareChoice, TransformationSwitches, ProgressPanel, FailurePanel, ResultView],
  templateUrl: './compiler-page.html',
})
export class CompilerPage {
  readonly #platform = inject(platform);
  readonly #injector = inject(Injector);
  readonly #document = inject(DOCUMENT);
  readonly #api = inject(apiClient);
  readonly #compilation = new Compilation({
    ...this.#platform,
    open: (address, init) => this.#api.open(address, init),
  });

  readonly #announcer = inject(announcer);
  protected readonly draft = signal<Draft>(loadDraft(this.#platform.store));
  protected readonly keeping = signal<Keeping>('everything');
  protected readonly config = signal<ApiConfigState>({ kind: 'loading', config: builtInConfig });
  protected readonly hint = signal('');
  protected readonly state = this.#compilation.state;

  protected readonly reading = computed(() => readSourceText(this.draft().text));
  protected readonly software = computed(() => {
    const { software } = this.config().config;
    return software.find(({ name }) => name === this.draft().target) ?? software[0];
  });
  protected readonly compiledFor = signal(this.software());
  protected readonly isRunning = computed(() => this.state().kind === 'running');
  protected readonly running = computed(() => {
    const state = this.state();
    return state.kind === 'running' ? state : undefined;
  });
  protected readonly failed = computed(() => {
    const state = this.state();
    return state.kind === 'failed' ? state : undefined;
  });
  protected readonly finished = computed(() => {
    const state = this.state();
    return state.kind === 'finished' ? state.result : undefined;
  });
  protected readonly summary = computed(() => {
    const count = this.reading().sources.length + this.draft().files.length;
    return count === 0 ? 'No sources yet' : `${formatAmount(count, 'source')} for ${this.software().title}`;
  });

  constructor() {
    this.#keepDraft();
    this.loadConfig();
    effect(() => {
      const running = this.running();
      if (running !== undefined) untracked(() => this.#announcer.say(describeStage(running.progress)));
    });
  }

  protected change(change: Partial<Draft>): void {
    this.hint.set('');
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected changeName(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.change({ name: event.target.value });
  }

  protected loadConfig(): void {
    this.config.set({ kind: 'loading', config: builtInConfig });
    void loadApiConfig(this.#api).then((state) => this.config.set(state));
  }

  protected sourcesOf(order: CompileOrder): readonly string[] {
    return order.body.configuration.sources.map(({ source }) => source);
  }

  protected async compile(): Promise<void> {
    if (this.isRunning()) return;
    const order = makeCompileOrder({ ...this.draft(), target: this.software().name }, this.reading());
    if (order === undefined) {
      this.hint.set('There is nothing to compile yet: paste the address of a list, or some rules.');
      this.#document.getElementById('source-text')?.focus();
      return;
    }
    this.hint.set('');
    this.compiledFor.set(this.software());
    const ended = this.#compilation.start(order);
    this.#afterRender(() =>
      this.#document.querySelector('.progress-panel')?.scrollIntoView({ block: 'nearest' }),
    );
    await ended;
    this.#announceOutcome();
    this.#leadToOutcome();
  }

  protected cancel(): void {
    this.#compilation.cancel();
  }

  #announceOutcome(): void {
    const state = this.state();
    if (state.kind === 'finished') {
      this.#announcer.interrupt(`Done. The list has ${formatAmount(state.result.counts.ruleCount, 'rule')}.`);
    } else if (state.kind === 'failed') {
      this.#announcer.interrupt(`No list: ${describeFailure(state.failure).title}.`);
    } else if (state.kind === 'cancelled') {
      this.#announcer.interrupt('Cancelled.');
    }
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

  #keepDraft(): void {
    let cancelSave: (() => void) | undefined;
    const save = (): void => this.keeping.set(saveDraft(this.#platform.store, this.draft()));
    effect(() => {
      this.draft();
      cancelSave?.();
      cancelSave = this.#platform.delay(savePauseMs, save);
    });
    this.#platform.onLeave(save);
  }
}

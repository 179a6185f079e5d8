import { computed, InjectionToken, inject, type Signal, signal } from '@angular/core';
import { type ApiClient, apiClient } from '../api/api-client.ts';
import { createBrowserEngine } from '../compilation/browser-engine.ts';
import { Compilation, type CompilationState, type CompiledList } from '../compilation/compilation.ts';
import type { CompileEngine } from '../compilation/compile-engine.ts';
import { describeStage } from '../compilation/compile-progress.ts';
import { createRemoteEngine } from '../compilation/compile-stream.ts';
import { type CompileOrder, makeCompileOrder } from '../draft/compile-body.ts';
import type { CompilePlace, Draft } from '../draft/draft.ts';
import { type Keeping, loadDraft, saveDraft, type TextStore } from '../draft/draft-store.ts';
import type { Announcer } from '../lib/announcer.ts';
import { announcer } from '../lib/app-announcer.ts';
import type { Delay } from '../lib/delay.ts';
import { formatAmount } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import { describeFailure } from '../problem/failure.ts';
import { session } from '../session/app-session.ts';
import { readLink, type SharedConfiguration } from '../share/shared-configuration.ts';
import { type ApiConfigState, builtInConfig, loadApiConfig } from '../software/api-config.ts';
import type { Software } from '../software/software.ts';
import { readSourceText } from '../sources/read-source-text.ts';

/** What the compiler's page works with. */
export interface CompilerPorts {
  readonly engines: Readonly<Record<CompilePlace, CompileEngine>>;
  readonly api: Pick<ApiClient, 'send'>;
  /** What the service has told already about what it can make; undefined where it has not. */
  readonly takeConfig: () => Promise<unknown>;
  readonly store: TextStore;
  readonly now: () => number;
  readonly delay: Delay;
  readonly onLeave: (run: () => void) => void;
  readonly announcer: Pick<Announcer, 'say' | 'interrupt'>;
}

/** A list that was compiled, and for which software. */
export interface FinishedList {
  readonly result: CompiledList;
  readonly software: Software;
}

/** What became of a link. */
export type SharedState =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'offered'; readonly configuration: SharedConfiguration };

/** How long typing has to pause before the draft is kept. */
const savePauseMs = 300;

/** Everything that the compiler's page shows. It outlives the page: who goes to another and comes back finds all of it. */
export class CompilerState {
  readonly draft: Signal<Draft>;
  readonly keeping: Signal<Keeping>;
  readonly config: Signal<ApiConfigState>;
  readonly compilation: Signal<CompilationState>;
  /** What is said instead of compiling. */
  readonly hint: Signal<string>;
  /** The list that was compiled before the present one. */
  readonly previous: Signal<FinishedList | undefined>;

  /** A configuration that came by a link: taken over where there was nothing to lose, otherwise offered. */
  readonly shared: Signal<SharedState>;

  readonly #ports: CompilerPorts;
  readonly #compilation: Compilation;
  readonly #draft;
  readonly #keeping = signal<Keeping>('everything');
  readonly #config = signal<ApiConfigState>({ kind: 'loading', config: builtInConfig });
  readonly #hint = signal('');
  readonly #previous = signal<FinishedList | undefined>(undefined);
  readonly #compiledFor = signal<Software | undefined>(undefined);
  readonly #shared = signal<SharedState>({ kind: 'none' });
  #cancelSave: (() => void) | undefined;

  readonly reading = computed(() => readSourceText(this.draft().text));
  readonly software = computed(() => {
    const { software } = this.config().config;
    return software.find(({ name }) => name === this.draft().target) ?? software[0];
  });
  readonly isRunning = computed(() => this.compilation().kind === 'running');
  /** The list that there is. */
  readonly finished = computed((): FinishedList | undefined => {
    const state = this.compilation();
    const software = this.#compiledFor();
    return state.kind === 'finished' && software !== undefined
      ? { result: state.result, software }
      : undefined;
  });
  readonly sourceCount = computed(() => this.reading().sources.length + this.draft().files.length);

  constructor(ports: CompilerPorts) {
    this.#ports = ports;
    this.#compilation = new Compilation(ports.now);
    this.compilation = this.#compilation.state;
    this.#draft = signal(loadDraft(ports.store));
    this.draft = this.#draft.asReadonly();
    this.keeping = this.#keeping.asReadonly();
    this.config = this.#config.asReadonly();
    this.hint = this.#hint.asReadonly();
    this.previous = this.#previous.asReadonly();
    this.shared = this.#shared.asReadonly();
    ports.onLeave(() => this.#save());
    this.loadConfig();
  }

  change(change: Partial<Draft>): void {
    this.#hint.set('');
    this.#draft.update((draft) => ({ ...draft, ...change }));
    this.#cancelSave?.();
    this.#cancelSave = this.#ports.delay(savePauseMs, () => this.#save());
  }

  /** Asks the service what it can make. */
  loadConfig(): void {
    this.#config.set({ kind: 'loading', config: builtInConfig });
    void loadApiConfig(this.#ports.api, this.#ports.takeConfig).then((state) => this.#config.set(state));
  }

  /**
   * Compiles, and resolves when that has ended; undefined where there is nothing to compile, which `hint` says, or a
   * compile runs.
   */
  start(): Promise<void> | undefined {
    if (this.isRunning()) return undefined;
    const order = makeCompileOrder({ ...this.draft(), target: this.software().name }, this.reading());
    if (order === undefined) {
      this.#hint.set('There is nothing to compile yet: paste the address of a list, or some rules.');
      return undefined;
    }
    this.#hint.set('');
    this.#previous.update((previous) => this.finished() ?? previous);
    this.#compiledFor.set(this.software());
    return this.#run(order, this.#ports.engines[this.draft().place]);
  }

  /** Looks at a fragment of the address. Nothing that a link says is asked for before somebody compiles. */
  async openLink(fragment: string): Promise<void> {
    const link = await readLink(fragment);
    if (link.kind === 'refused') this.#shared.set({ kind: 'refused' });
    if (link.kind !== 'configuration') return;
    const { configuration } = link;
    const { text, files } = this.draft();
    const isEmpty = files.length === 0 && text.trim() === '';
    if (isEmpty) this.change(configuration);
    this.#shared.set(isEmpty ? { kind: 'taken' } : { kind: 'offered', configuration });
  }

  /** Puts what a link offers in the place of what is there. */
  takeShared(): void {
    const shared = this.shared();
    if (shared.kind !== 'offered') return;
    this.change({ ...shared.configuration, files: [] });
    this.#shared.set({ kind: 'taken' });
  }

  dismissShared(): void {
    this.#shared.set({ kind: 'none' });
  }

  cancel(): void {
    this.#compilation.cancel();
  }

  async #run(order: CompileOrder, engine: CompileEngine): Promise<void> {
    const running = this.#compilation.start(order, (same, signal, onEvent) =>
      engine(same, signal, (event) => {
        onEvent(event);
        this.#announceProgress();
      }),
    );
    this.#announceProgress();
    await running;
    this.#announceOutcome();
  }

  #announceProgress(): void {
    const state = this.compilation();
    if (state.kind === 'running') this.#ports.announcer.say(describeStage(state.progress));
  }

  #announceOutcome(): void {
    const state = this.compilation();
    if (state.kind === 'finished') {
      const { ruleCount } = state.result.counts;
      this.#ports.announcer.interrupt(`Done. The list has ${formatAmount(ruleCount, 'rule')}.`);
    } else if (state.kind === 'failed') {
      this.#ports.announcer.interrupt(`No list: ${describeFailure(state.failure).title}.`);
    } else if (state.kind === 'cancelled') {
      this.#ports.announcer.interrupt('Cancelled.');
    }
  }

  #save(): void {
    this.#keeping.set(saveDraft(this.#ports.store, this.draft()));
  }
}

/** The state of the application's compiler. */
export const compilerState = new InjectionToken<CompilerState>('compiler state', {
  providedIn: 'root',
  factory: () => {
    const browser = inject(platform);
    const api = inject(apiClient);
    const who = inject(session);
    const engines = {
      service: createRemoteEngine({ ...browser, open: (address, init) => api.open(address, init) }),
      browser: createBrowserEngine(() => browser.startWorker('compile')),
    };
    const takeConfig = () => who.takeConfig();
    return new CompilerState({ ...browser, engines, api, takeConfig, announcer: inject(announcer) });
  },
});

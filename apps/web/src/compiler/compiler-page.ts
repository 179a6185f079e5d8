import { afterNextRender, Component, computed, DOCUMENT, Injector, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { addAddresses } from '../catalogue/choose-lists.ts';
import { ListCatalogue } from '../catalogue/list-catalogue.ts';
import { ProgressPanel } from '../compilation/progress-panel.ts';
import { CopyByHand } from '../lib/copy-by-hand.ts';
import { formatAmount } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import { FailurePanel } from '../problem/failure-panel.ts';
import { ResultView } from '../result/result-view.ts';
import { type MadeLink, makeLink } from '../share/shared-configuration.ts';
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
    ListCatalogue,
    CopyByHand,
    ProgressPanel,
    FailurePanel,
    ResultView,
  ],
  templateUrl: './compiler-page.html',
})
export class CompilerPage {
  readonly #injector = inject(Injector);
  readonly #document = inject(DOCUMENT);
  readonly #platform = inject(platform);
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

  protected readonly isCatalogueOpen = signal(false);
  protected readonly addresses = computed(
    () =>
      new Set(
        this.state.reading().sources.flatMap((source) => (source.kind === 'address' ? [source.address] : [])),
      ),
  );
  /** What became of a click on the button that copies a link. */
  protected readonly linkSaid = signal('');
  /** A link that the clipboard did not take. */
  protected readonly linkByHand = signal('');

  constructor() {
    const router = inject(Router);
    const route = inject(ActivatedRoute);
    route.fragment.pipe(takeUntilDestroyed()).subscribe((fragment) => {
      if (fragment === null || fragment === '') return;
      void this.state.openLink(fragment);
      // A reload is not to bring it back.
      void router.navigate([], { relativeTo: route, replaceUrl: true });
    });
  }

  protected addLists(addresses: readonly string[]): void {
    this.isCatalogueOpen.set(false);
    if (addresses.length === 0) return;
    this.state.change({ text: addAddresses(this.state.draft().text, addresses) });
    this.#document.getElementById('source-text')?.focus();
  }

  protected async copyLink(): Promise<void> {
    this.linkByHand.set('');
    const made = await makeLink({ ...this.state.draft(), target: this.state.software().name });
    this.linkSaid.set(await this.#handOver(made));
  }

  async #handOver(made: MadeLink): Promise<string> {
    if (made.kind === 'too-long')
      return 'This is too much for a link. Share the addresses of the lists instead.';
    const link = `${this.#platform.origin}/compiler${made.fragment}`;
    const isCopied = await this.#platform.copy(link).then(
      () => true,
      () => false,
    );
    if (!isCopied) this.linkByHand.set(link);
    return [
      isCopied
        ? 'The link is on the clipboard.'
        : 'This browser does not let the page use the clipboard: copy the link from here.',
      ...(made.secretCount > 0 ? ['Addresses with a password or a token are not in it.'] : []),
      ...(this.state.draft().files.length > 0 ? ['Files are not in it.'] : []),
    ].join(' ');
  }

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

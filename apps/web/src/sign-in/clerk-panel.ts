import {
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  effect,
  inject,
  input,
  signal,
  untracked,
  ViewEncapsulation,
  viewChild,
} from '@angular/core';
import { platform } from '../platform.ts';
import { session } from '../session/app-session.ts';
import { readClerkAddress } from '../session/clerk/clerk-address.ts';
import { clerkDoor } from '../session/clerk/clerk-door.ts';
import type { ClerkFormOptions } from '../session/clerk/clerk-global.ts';
import type { ClerkForm, OpenedClerk } from '../session/clerk/open-clerk.ts';
import { afterSignIn } from './own-path.ts';
import { waitForContent } from './wait-for-content.ts';

type PanelState =
  | { readonly kind: 'loading' }
  /** It takes longer than anybody expects. */
  | { readonly kind: 'slow' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string };

/** After this somebody who waits wants to know that it is still being tried. */
const patienceMs = 4000;

const unreachable = 'Clerk’s forms did not come. Try again.';

/** Clerk's own forms: signing in, signing up, or whoever is signed in. They are fetched when this is shown. */
@Component({
  selector: 'bloqr-clerk-panel',
  templateUrl: './clerk-panel.html',
  styleUrl: './clerk-panel.css',
  encapsulation: ViewEncapsulation.None,
})
export class ClerkPanel {
  readonly form = input.required<ClerkForm>();
  /** Where to go afterwards; one of our own paths. */
  readonly target = input(afterSignIn);

  readonly #door = inject(clerkDoor);
  readonly #session = inject(session);
  readonly #platform = inject(platform);
  protected readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  readonly #state = signal<PanelState>({ kind: 'loading' });
  protected readonly state = this.#state.asReadonly();
  protected readonly reason = computed(() => {
    const state = this.#state();
    return state.kind === 'failed' ? state.reason : '';
  });
  #remove = (): void => undefined;
  /** Counts attempts, so that one that was given up does not show anything. */
  #attempt = 0;

  constructor() {
    effect(() => {
      this.form();
      untracked(() => void this.show());
    });
    inject(DestroyRef).onDestroy(() => {
      this.#attempt += 1;
      this.#remove();
    });
  }

  protected async show(): Promise<void> {
    const attempt = ++this.#attempt;
    const isLatest = () => attempt === this.#attempt;
    const set = (state: PanelState) => {
      if (isLatest()) this.#state.set(state);
    };
    this.#remove();
    this.#remove = () => undefined;
    set({ kind: 'loading' });
    const stop = this.#platform.delay(patienceMs, () => set({ kind: 'slow' }));
    try {
      const ways = this.#session.ways();
      const address = ways && readClerkAddress(ways);
      if (address === undefined) throw new Error('The service does not say where Clerk is.');
      const clerk = await this.#door.open(address);
      if (!isLatest()) return;
      if (await this.#isOver(clerk)) return;
      const place = this.place().nativeElement;
      const remove = await clerk.show(this.form(), place, this.#describe());
      if (!isLatest()) return remove();
      this.#remove = remove;
      await waitForContent(place, this.#platform.delay);
      set({ kind: 'ready' });
    } catch (error) {
      set({ kind: 'failed', reason: error instanceof Error ? error.message : unreachable });
    } finally {
      stop();
    }
  }

  /**
   * Whether there is nothing to fill in: somebody has come back from elsewhere and is signed in. The session hears of it, and of
   * Clerk's being there where it was not before.
   */
  async #isOver({ adapter }: OpenedClerk): Promise<boolean> {
    const isSignedIn = (await adapter.check()).kind === 'signed-in';
    const known = this.#session.state().kind;
    if (known === 'failed' || (isSignedIn && known !== 'signed-in')) this.#session.recheck();
    return isSignedIn && this.form() !== 'profile';
  }

  #describe(): ClerkFormOptions {
    const target = this.target();
    const query = target === afterSignIn ? '' : `?${new URLSearchParams({ returnUrl: target })}`;
    if (this.form() === 'profile') return { routing: 'path', path: '/account' };
    return this.form() === 'sign-in'
      ? {
          routing: 'path',
          path: '/sign-in',
          signUpUrl: `/sign-up${query}`,
          forceRedirectUrl: target,
          signUpForceRedirectUrl: target,
        }
      : {
          routing: 'path',
          path: '/sign-up',
          signInUrl: `/sign-in${query}`,
          forceRedirectUrl: target,
          signInForceRedirectUrl: target,
        };
  }
}

import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  ViewEncapsulation,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { platform } from '../platform.ts';
import { session } from '../session/app-session.ts';
import { ClerkPanel } from './clerk-panel.ts';
import { isClerkStep, ownPath } from './own-path.ts';
import { OwnSignIn } from './own-sign-in.ts';

/** Signing in, or signing up: with accounts of this service, or at Clerk. */
@Component({
  selector: 'bloqr-sign-in-page',
  imports: [RouterLink, OwnSignIn, ClerkPanel],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.css',
  encapsulation: ViewEncapsulation.None,
})
export class SignInPage {
  /** What the route is for. */
  readonly purpose = input.required<'sign-in' | 'sign-up'>();
  /** Where to go afterwards, as the address has it. */
  readonly returnUrl = input<string>();
  /** What went wrong where somebody was sent back from an account elsewhere. */
  readonly error = input<string>();

  readonly #router = inject(Router);
  readonly #platform = inject(platform);
  readonly #session = inject(session);
  /** Clerk's forms have steps below our address, to one of which people come back from elsewhere. */
  readonly #chosen = signal<string | undefined>(isClerkStep(this.#router.url) ? 'clerk' : undefined);

  protected readonly target = linkedSignal<string | undefined, string>({
    source: this.returnUrl,
    // Clerk's steps leave the query out.
    computation: (wanted, previous) =>
      wanted === undefined && previous !== undefined
        ? previous.value
        : ownPath(wanted, this.#platform.origin),
  });
  protected readonly state = this.#session.state;
  protected readonly ways = this.#session.ways;
  protected readonly provider = computed(() => {
    const providers = this.ways()?.providers ?? [];
    return providers.find((name) => name === this.#chosen()) ?? providers[0];
  });
  protected readonly otherProvider = computed(() =>
    this.ways()?.providers.find((name) => name !== this.provider()),
  );
  protected readonly failure = computed(() => {
    const state = this.state();
    return state.kind === 'failed' ? state.reason : undefined;
  });
  /** Whether there was something to sign in with: whoever then is signed in goes on by themselves, and sees the form until then. */
  readonly #wasOffered = signal(false);
  /** Somebody who was signed in before they came here. */
  protected readonly person = computed(() => {
    const state = this.state();
    return state.kind === 'signed-in' && !this.#wasOffered() ? state.person : undefined;
  });
  protected readonly query = computed(() => {
    const returnUrl = this.returnUrl();
    return returnUrl === undefined ? {} : { returnUrl };
  });

  constructor() {
    effect(() => {
      const { kind } = this.state();
      if (kind === 'signed-out' || kind === 'failed') this.#wasOffered.set(true);
      else if (kind === 'signed-in' && this.#wasOffered())
        untracked(() => void this.#router.navigateByUrl(this.target()));
    });
  }

  protected choose(provider: string): void {
    this.#chosen.set(provider);
  }

  protected retry(): void {
    this.#session.recheck();
  }

  /** Goes on as soon as it is known who has signed in. */
  protected async goOn(): Promise<void> {
    this.#session.recheck();
    await this.#session.settled();
    await this.#router.navigateByUrl(this.target());
  }

  protected async signOut(): Promise<void> {
    await this.#session.signOut().catch(() => this.#session.recheck());
  }
}

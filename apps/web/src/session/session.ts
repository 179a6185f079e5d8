import { type Signal, signal } from '@angular/core';
import type { ProviderName, SignInWays } from './sign-in-ways.ts';

/** Who is signed in, as far as pages show it. */
export interface SignedInPerson {
  /** Of the account, as the service knows it. */
  readonly id: string;
  /** A name or an address of email; what the account menu says. */
  readonly label: string;
  readonly provider: ProviderName;
  /** Whether there is anything to administer for them. What they may do, the service decides with each request. */
  readonly isAdmin: boolean;
}

/** Whether somebody is signed in. */
export type SessionState =
  /** Not known yet. */
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  | {
      readonly kind: 'signed-in';
      readonly person: SignedInPerson;
      /**
       * A token for `Authorization: Bearer`, fresh enough to be sent now; undefined where a cookie says it all. Rejects
       * where the provider cannot be reached.
       */
      readonly getToken: () => Promise<string | undefined>;
    }
  /** Whoever knows cannot be asked; `reason` is a sentence for people. */
  | { readonly kind: 'failed'; readonly reason: string };

/** A state that is known. */
export type SettledSessionState = Exclude<SessionState, { readonly kind: 'loading' }>;

/** What the application wants to know of whichever provider people sign in with. */
export interface Session {
  readonly state: Signal<SessionState>;
  /** The ways to sign in; undefined until they are known. */
  readonly ways: Signal<SignInWays | undefined>;
  /**
   * The answer of `GET /api/config` that came with the first question who is signed in, so that nobody has to ask for it twice: given
   * out once, and only to whoever it is about. Undefined otherwise.
   */
  readonly takeConfig: () => Promise<unknown>;
  /** Resolves with the first state that is not `loading`; at once where that has come. Never rejects. */
  readonly settled: () => Promise<SettledSessionState>;
  /** Asks the provider again: after a failure, or when the service said that the session does not hold. */
  readonly recheck: () => void;
  /**
   * A token of a session at this provider, which need not be the one that counts; undefined where there is none in this browser, or
   * none that pages can read. May reject.
   */
  readonly tokenOf: (provider: ProviderName) => Promise<string | undefined>;
  /** Ends the session; then nobody is signed in. Rejects, with a sentence, where it goes on. */
  readonly signOut: () => Promise<void>;
}

/** A session whose state is told by whoever asks the provider. */
export class CurrentSession implements Session {
  readonly state: Signal<SessionState>;
  readonly ways: Signal<SignInWays | undefined>;
  readonly recheck: () => void;
  readonly signOut: () => Promise<void>;
  readonly tokenOf: Session['tokenOf'];
  readonly #state;
  readonly #ways = signal<SignInWays | undefined>(undefined);
  readonly #config = Promise.withResolvers<unknown>();
  #isConfigTaken = false;
  #waiting: ((state: SettledSessionState) => void)[] = [];

  /** @param recheck asks the provider; it then calls `set` */
  constructor(
    state: SessionState = { kind: 'loading' },
    recheck: () => void = () => undefined,
    signOut: () => Promise<void> = async () => undefined,
    tokenOf: Session['tokenOf'] = async () => undefined,
  ) {
    this.#state = signal(state);
    this.state = this.#state.asReadonly();
    this.ways = this.#ways.asReadonly();
    this.recheck = recheck;
    this.signOut = signOut;
    this.tokenOf = tokenOf;
    if (state.kind !== 'loading') this.#config.resolve(undefined);
  }

  set(state: SessionState): void {
    this.#state.set(state);
    if (state.kind === 'loading') return;
    this.#config.resolve(undefined);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(state);
  }

  setWays(ways: SignInWays): void {
    this.#ways.set(ways);
  }

  /** @param config the answer; undefined where it is about nobody in particular */
  keepConfig(config: unknown): void {
    this.#config.resolve(config);
  }

  async takeConfig(): Promise<unknown> {
    const config = this.#isConfigTaken ? undefined : await this.#config.promise;
    this.#isConfigTaken = true;
    return config;
  }

  settled(): Promise<SettledSessionState> {
    const state = this.#state();
    return state.kind === 'loading'
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(state);
  }
}

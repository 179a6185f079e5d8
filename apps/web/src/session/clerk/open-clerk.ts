import type { TextStore } from '../../draft/draft-store.ts';
import type { Delay } from '../../lib/delay.ts';
import type { Navigate } from '../../lib/navigate.ts';
import { withTimeLimit } from '../../lib/with-time-limit.ts';
import type { SessionAdapter } from '../session-adapter.ts';
import { createClerkAdapter } from './clerk-adapter.ts';
import type { ClerkAddress } from './clerk-address.ts';
import type { ClerkFormOptions, ClerkGlobal } from './clerk-global.ts';
import { addClerkScript, allowClerkScripts } from './clerk-scripts.ts';
import { ClerkTokens } from './clerk-token.ts';
import { ownAddress } from './own-address.ts';

/** What opening Clerk needs of the application. */
export interface ClerkPorts {
  readonly document: Document;
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly delay: Delay;
  readonly store: TextStore;
  /** Loads the page anew. */
  readonly reload: () => void;
  readonly navigate: Navigate;
  /** Called when somebody else is signed in, nobody is any more, or something about them has changed. */
  readonly onChange: () => void;
}

/** The prebuilt parts that pages show. */
export type ClerkForm = 'sign-in' | 'sign-up' | 'profile';

/** Clerk, loaded. */
export interface OpenedClerk {
  readonly adapter: SessionAdapter;
  /**
   * Shows a part in `place`; gives back what takes it away. Rejects, with a sentence, where the parts do not come.
   */
  readonly show: (form: ClerkForm, place: HTMLElement, options: ClerkFormOptions) => Promise<() => void>;
}

const begunAnewKey = 'bloqr.clerk-begun-anew';

/** How long a script, or Clerk's first answers, may take. People see that it is being waited for. */
const timeLimitMs = 15_000;

/** Clerk in this document: its library runs once, and whatever did not come is asked for again. */
export class ClerkDocument {
  readonly #address: ClerkAddress;
  readonly #ports: ClerkPorts;
  readonly #host: string;
  readonly #parts = Promise.withResolvers<unknown>();
  #arePartsHere = false;
  #isAllowed = false;
  #hasAnswered = false;
  #loading: Promise<void> | undefined;

  constructor(address: ClerkAddress, ports: ClerkPorts) {
    this.#address = address;
    this.#ports = ports;
    this.#host = new URL(address.frontendUrl, ports.origin).host;
  }

  /** Rejects, with a sentence, where Clerk does not come or does not answer; may be called again then. */
  async open(): Promise<OpenedClerk> {
    const clerk = await this.#fetchLibrary();
    this.#loading ??= this.#load(clerk).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    const sentence = `Clerk, which keeps the accounts, does not answer at ${this.#host}. Your connection may be down, or Clerk is.`;
    await this.#limit(this.#loading, sentence);
    if (this.#isUncertain(clerk)) await this.#limit(this.#beginAnew(), sentence);
    const tokens = new ClerkTokens(this.#ports.store, this.#address.publishableKey);
    return {
      adapter: createClerkAdapter(clerk, tokens, this.#ports.delay),
      show: (form, place, options) => this.#show(clerk, form, place, options),
    };
  }

  /**
   * Without Clerk's answers the library says that nobody is signed in, which nobody knows: it then leaves the cookie of the session,
   * which it takes away where the session is over.
   */
  #isUncertain({ session }: ClerkGlobal): boolean {
    const isNobody = session === null || session === undefined;
    return (
      isNobody && !this.#hasAnswered && /(?:^|; )__session(?:_[\w-]+)?=./.test(this.#ports.document.cookie)
    );
  }

  /**
   * The library does not find its way back by itself, so that the page begins anew as soon as Clerk answers: once, for a cookie may
   * have been left behind by a session that is over.
   */
  async #beginAnew(): Promise<void> {
    const address = `${this.#address.frontendUrl}/v1/environment`;
    // Of another origin nothing can be read, and need not be: its status is 0 then.
    const { status } = await this.#ports.fetch(address, { mode: 'no-cors', credentials: 'omit' });
    if (status >= 500) throw new Error(`Clerk answers with status ${status}.`);
    const { store, reload } = this.#ports;
    const hasBegunAnew = store.getItem(begunAnewKey) === 'yes';
    store.setItem(begunAnewKey, hasBegunAnew ? 'no' : 'yes');
    this.#hasAnswered = true;
    if (!hasBegunAnew) reload();
  }

  async #fetchLibrary(): Promise<ClerkGlobal> {
    const sentence = `Clerk’s script could not be fetched from ${this.#host}. It may be blocked in this browser, or Clerk is down.`;
    if (globalThis.Clerk === undefined) {
      if (!this.#isAllowed) allowClerkScripts(this.#address, this.#ports.origin);
      this.#isAllowed = true;
      await this.#limit(addClerkScript('clerk-js', this.#address, this.#ports), sentence);
    }
    if (globalThis.Clerk === undefined) throw new Error(sentence);
    return globalThis.Clerk;
  }

  async #load(clerk: ClerkGlobal): Promise<void> {
    const go = (isReplacing: boolean) => (address: string) =>
      this.#ports.navigate(ownAddress(address, this.#ports.origin), isReplacing);
    await clerk.load({
      ui: { ClerkUI: this.#parts.promise },
      telemetry: false,
      signInUrl: '/sign-in',
      signUpUrl: '/sign-up',
      afterSignOutUrl: '/compiler',
      routerPush: go(false),
      routerReplace: go(true),
      // The page says so itself, for good.
      unsafe_disableDevelopmentModeConsoleWarning: true,
    });
    let known = describePerson(clerk);
    clerk.addListener(
      () => {
        // While one session takes the place of another there is none.
        if (clerk.session === undefined || describePerson(clerk) === known) return;
        known = describePerson(clerk);
        this.#ports.onChange();
      },
      { skipInitialEmit: true },
    );
  }

  async #show(
    clerk: ClerkGlobal,
    form: ClerkForm,
    place: HTMLElement,
    options: ClerkFormOptions,
  ): Promise<() => void> {
    await this.#fetchParts();
    if (form === 'sign-in') {
      clerk.mountSignIn(place, options);
      return () => clerk.unmountSignIn(place);
    }
    if (form === 'sign-up') {
      clerk.mountSignUp(place, options);
      return () => clerk.unmountSignUp(place);
    }
    clerk.mountUserProfile(place, options);
    return () => clerk.unmountUserProfile(place);
  }

  /** They are large, and only wanted where somebody signs in or looks at the account. */
  async #fetchParts(): Promise<void> {
    if (this.#arePartsHere) return;
    const sentence = `Clerk’s forms could not be fetched from ${this.#host}. They may be blocked in this browser, or Clerk is down.`;
    await this.#limit(addClerkScript('ui', this.#address, this.#ports), sentence);
    if (globalThis.__internal_ClerkUICtor === undefined) throw new Error(sentence);
    this.#parts.resolve(globalThis.__internal_ClerkUICtor);
    this.#arePartsHere = true;
  }

  /** What goes wrong within the library is told in our words. */
  async #limit(work: Promise<void>, sentence: string): Promise<void> {
    try {
      await withTimeLimit(work, { milliseconds: timeLimitMs, sentence }, this.#ports.delay);
    } catch (cause) {
      throw new Error(sentence, { cause });
    }
  }
}

function describePerson({ session, user }: ClerkGlobal): string {
  return `${session?.id} ${user?.updatedAt?.getTime()}`;
}

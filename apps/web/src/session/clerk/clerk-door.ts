import { DOCUMENT, InjectionToken, inject } from '@angular/core';
import { navigate } from '../../lib/navigate.ts';
import { platform } from '../../platform.ts';
import type { ClerkAddress } from './clerk-address.ts';
import type { ClerkDocument, ClerkPorts, OpenedClerk } from './open-clerk.ts';

/** Opens Clerk when that is first wanted, and once. */
export class ClerkDoor {
  readonly #ports: Omit<ClerkPorts, 'onChange'>;
  #clerk: Promise<ClerkDocument> | undefined;
  #isOpen = false;
  #onChange = (): void => undefined;

  constructor(ports: Omit<ClerkPorts, 'onChange'>) {
    this.#ports = ports;
  }

  /** Whether somebody has come for it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Calls `run` when Clerk says that somebody else is signed in, or nobody. */
  onChange(run: () => void): void {
    this.#onChange = run;
  }

  /** Rejects, with a sentence, where Clerk does not come; may be called again then. */
  async open(address: ClerkAddress): Promise<OpenedClerk> {
    this.#clerk ??= this.#fetch(address).catch((cause: unknown) => {
      this.#clerk = undefined;
      throw new Error('The part of this page that asks Clerk did not come. Try again.', { cause });
    });
    // Also where it fails: who was signed in may lose the cookie that says so while Clerk does not answer.
    this.#isOpen = true;
    return (await this.#clerk).open();
  }

  async #fetch(address: ClerkAddress): Promise<ClerkDocument> {
    const { ClerkDocument } = await import('./open-clerk.ts');
    return new ClerkDocument(address, { ...this.#ports, onChange: () => this.#onChange() });
  }
}

/** Clerk, for whoever needs it. */
export const clerkDoor = new InjectionToken<ClerkDoor>('door to Clerk', {
  providedIn: 'root',
  factory: () => {
    const browser = inject(platform);
    const document = inject(DOCUMENT);
    return new ClerkDoor({
      document,
      reload: () => browser.leaveFor(`${document.location.pathname}${document.location.search}`),
      origin: browser.origin,
      fetch: browser.fetch,
      delay: browser.delay,
      store: browser.store,
      navigate: inject(navigate),
    });
  },
});

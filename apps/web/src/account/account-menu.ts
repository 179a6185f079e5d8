import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink, RouterLinkActive } from '@angular/router';
import { announcer } from '../lib/app-announcer.ts';
import { pageNotice } from '../lib/page-notice.ts';
import { session } from '../session/app-session.ts';

/** The end of the header: signing in, or what is for whoever is signed in. */
@Component({
  selector: 'bloqr-account-menu',
  imports: [RouterLink, RouterLinkActive],
  templateUrl: './account-menu.html',
})
export class AccountMenu {
  readonly #session = inject(session);
  readonly #router = inject(Router);
  readonly #announcer = inject(announcer);
  readonly #notice = inject(pageNotice);
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');
  protected readonly state = this.#session.state;
  protected readonly person = computed(() => {
    const state = this.state();
    return state.kind === 'signed-in' ? state.person : undefined;
  });
  protected readonly failure = computed(() => {
    const state = this.state();
    return state.kind === 'failed' ? state.reason : '';
  });
  protected readonly isOpen = signal(false);

  /** Closes the menu where the focus goes elsewhere. */
  protected leave(event: FocusEvent): void {
    const { currentTarget, relatedTarget } = event;
    if (
      currentTarget instanceof Node &&
      relatedTarget instanceof Node &&
      currentTarget.contains(relatedTarget)
    )
      return;
    this.isOpen.set(false);
  }

  /** Closes the menu on Escape; the focus was on something that is hidden then. */
  protected escape(): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    this.opener()?.nativeElement.focus();
  }

  protected retry(): void {
    this.#session.recheck();
  }

  protected async signOut(): Promise<void> {
    this.isOpen.set(false);
    try {
      await this.#session.signOut();
    } catch (error) {
      this.#notice.show({ text: error instanceof Error ? error.message : 'You are still signed in.' });
      return;
    }
    this.#announcer.interrupt('You are signed out.');
    await this.#router.navigateByUrl('/compiler');
  }
}

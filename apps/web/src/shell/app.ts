import { afterNextRender, Component, computed, DOCUMENT, Injector, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  NavigationEnd,
  NavigationError,
  NavigationStart,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import { AccountMenu } from '../account/account-menu.ts';
import { announcer } from '../lib/app-announcer.ts';
import { pageNotice } from '../lib/page-notice.ts';
import { platform } from '../platform.ts';
import { session } from '../session/app-session.ts';
import { isTestKey } from '../session/clerk/clerk-address.ts';
import { ThemeChoiceControl } from '../theme/theme-choice.ts';

/** The frame around every page. */
@Component({
  selector: 'bloqr-app',
  imports: [RouterOutlet, RouterLink, RouterLinkActive, ThemeChoiceControl, AccountMenu],
  templateUrl: './app.html',
})
export class App {
  readonly #document = inject(DOCUMENT);
  readonly #injector = inject(Injector);
  readonly #platform = inject(platform);
  readonly #ways = inject(session).ways;
  protected readonly announcer = inject(announcer);
  protected readonly notice = inject(pageNotice);
  /** Whether accounts are those of a test instance. */
  protected readonly hasTestKeys = computed(() => {
    const ways = this.#ways();
    return ways?.providers.includes('clerk') === true && isTestKey(ways.clerkPublishableKey);
  });

  constructor() {
    const router = inject(Router);
    let path: string | undefined;
    router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationStart) this.notice.clear();
      if (event instanceof NavigationError) this.#miss(event.url);
      if (!(event instanceof NavigationEnd)) return;
      const before = path;
      path = pageOf(event.urlAfterRedirects);
      if (before !== undefined && before !== path) this.#arrive();
    });
  }

  protected skipToContent(event: Event): void {
    // Without this the router would take the fragment for a change of page.
    event.preventDefault();
    this.#document.getElementById('main')?.focus();
  }

  /**
   * Says that a page did not come: its file is fetched when somebody goes there, and is gone where the connection is, or where a newer
   * version has files of other names. Opened anew it comes with files that are there.
   */
  #miss(url: string): void {
    this.notice.show({
      text: 'That page could not be fetched: the connection may be down, or there is a newer version of it.',
      way: { label: 'Open it anew', run: () => this.#platform.leaveFor(`${this.#platform.origin}${url}`) },
    });
  }

  /** Begins a page at its heading, and says which it is: nothing else tells a screen reader that there is another. */
  #arrive(): void {
    afterNextRender(
      () => {
        const heading = this.#document.querySelector<HTMLElement>('main h1');
        if (heading !== null) heading.tabIndex = -1;
        (heading ?? this.#document.getElementById('main'))?.focus({ preventScroll: true });
        this.announcer.interrupt(this.#document.title);
      },
      { injector: this.#injector },
    );
  }
}

/** The path without what stands below a page's own: steps of Clerk's forms, which move the focus themselves. */
function pageOf(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/^(\/(?:sign-in|sign-up|account))\/.*/, '$1');
}

import { DOCUMENT, Injectable, inject } from '@angular/core';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

const siteName = 'Bloqr';

/** The title of the document: that of the route, then the site's. */
@Injectable()
export class PageTitle extends TitleStrategy {
  readonly #document = inject(DOCUMENT);

  override updateTitle(state: RouterStateSnapshot): void {
    const title = this.buildTitle(state);
    this.#document.title = title === undefined ? siteName : `${title} – ${siteName}`;
  }
}

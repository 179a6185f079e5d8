import { DOCUMENT, Injectable, inject } from '@angular/core';
import type { ɵSharedStylesHost as SharedStylesHost } from '@angular/platform-browser';

interface AdoptedSheet {
  readonly sheet: CSSStyleSheet;
  uses: number;
}

type StyledRoot = Document | ShadowRoot;

/**
 * Puts the styles of components (those of Material among them) into constructed style sheets. Angular itself makes
 * `<style>` elements, which the Content-Security-Policy forbids where they have no nonce, and pages that are files have
 * none. Stands in for a class that Angular does not export for that; a test in the browser sees the styles at work.
 */
@Injectable()
export class AdoptedStyles
  implements Pick<SharedStylesHost, 'addStyles' | 'removeStyles' | 'addHost' | 'removeHost' | 'ngOnDestroy'>
{
  readonly #document = inject(DOCUMENT);
  readonly #sheets = new Map<string, AdoptedSheet>();
  readonly #roots = new Set<StyledRoot>([this.#document]);

  addStyles(styles: string[]): void {
    for (const style of styles) {
      const known = this.#sheets.get(style);
      if (known !== undefined) {
        known.uses++;
        continue;
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      this.#sheets.set(style, { sheet, uses: 1 });
      for (const root of this.#roots) root.adoptedStyleSheets.push(sheet);
    }
  }

  removeStyles(styles: string[]): void {
    for (const style of styles) {
      const known = this.#sheets.get(style);
      if (known === undefined || --known.uses > 0) continue;
      this.#sheets.delete(style);
      for (const root of this.#roots) dropSheet(root, known.sheet);
    }
  }

  addHost(host: Node): void {
    const root = host.getRootNode();
    if (!(root instanceof ShadowRoot) || this.#roots.has(root)) return;
    this.#roots.add(root);
    for (const { sheet } of this.#sheets.values()) root.adoptedStyleSheets.push(sheet);
  }

  removeHost(host: Node): void {
    const root = host.getRootNode();
    if (root instanceof ShadowRoot) this.#roots.delete(root);
  }

  ngOnDestroy(): void {
    for (const { sheet } of this.#sheets.values()) dropSheet(this.#document, sheet);
    this.#sheets.clear();
  }
}

function dropSheet(root: StyledRoot, sheet: CSSStyleSheet): void {
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
}

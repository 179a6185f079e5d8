import { Component, inject, input, output, signal } from '@angular/core';
import { platform } from '../platform.ts';
import { announcer } from './app-announcer.ts';

const shownMs = 4000;

/** Copies text and says so. */
@Component({
  selector: 'bloqr-copy-button',
  template: `<button type="button" class="button" (click)="copy()">{{ said() || 'Copy ' + what() }}</button>`,
})
export class CopyButton {
  /** What is copied, as it reads after “Copy”. */
  readonly what = input.required<string>();
  readonly text = input.required<string>();
  /** The text is on the clipboard. */
  readonly copied = output<void>();

  readonly #platform = inject(platform);
  readonly #announcer = inject(announcer);
  protected readonly said = signal('');

  protected async copy(): Promise<void> {
    const isCopied = await this.#platform.copy(this.text()).then(
      () => true,
      () => false,
    );
    if (isCopied) this.copied.emit();
    const said = isCopied ? 'Copied' : 'Not allowed: select and copy it';
    this.said.set(said);
    this.#announcer.interrupt(`${said}: ${this.what()}`);
    this.#platform.delay(shownMs, () => this.said.set(''));
  }
}

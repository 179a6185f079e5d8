import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { CopyButton } from '../lib/copy-button.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { platform } from '../platform.ts';
import { type MadeKey, writeKeyCommand } from './api-keys.ts';

/** A key that has just been made: shown once, with a command that uses it. `kept` says that somebody has copied it. */
@Component({
  selector: 'bloqr-made-key-panel',
  imports: [CopyButton],
  templateUrl: './made-key-panel.html',
  // Whoever copies by hand has it, too.
  host: { class: 'made-key', '(copy)': 'kept.emit()' },
})
export class MadeKeyPanel {
  readonly key = input.required<MadeKey>();
  readonly kept = output<void>();
  readonly closed = output<void>();

  readonly #origin = inject(platform).origin;
  protected readonly heading = viewChild.required<ElementRef<HTMLElement>>('title');
  protected readonly command = computed(() => writeKeyCommand(this.key().text, this.#origin));
  protected readonly formatMinute = formatMinute;

  constructor() {
    afterNextRender(() => this.heading().nativeElement.focus());
  }

  protected select(event: Event): void {
    if (event.target instanceof HTMLInputElement) event.target.select();
  }
}

import { Component, computed, input } from '@angular/core';

/** Characters up to which a text can be shown in a field without the page growing slow. */
const shownLengthMax = 100_000;

/** Text to be copied by hand, where the clipboard did not take it; nothing where there is none, or too much. */
@Component({
  selector: 'bloqr-copy-by-hand',
  template: `
    @if (shown(); as shown) {
      <label class="copy-by-hand">
        {{ label() }}
        <textarea class="mono" readonly rows="4" spellcheck="false" [value]="shown" (focus)="select($event)"></textarea>
      </label>
    }
  `,
})
export class CopyByHand {
  /** What it is. */
  readonly label = input.required<string>();
  readonly text = input.required<string>();

  protected readonly shown = computed(() => (this.text().length > shownLengthMax ? '' : this.text()));

  protected select(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) event.target.select();
  }
}

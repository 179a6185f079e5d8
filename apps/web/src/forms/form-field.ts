import { Component, computed, input, signal, ViewEncapsulation } from '@angular/core';

/** A field of a form: its name, what to put in, and what is wrong with it, all of which belong together for screen readers. */
@Component({
  selector: 'bloqr-form-field',
  templateUrl: './form-field.html',
  styleUrl: './form-field.css',
  encapsulation: ViewEncapsulation.None,
  host: { class: 'form-field' },
})
export class FormField {
  /** Of the field in what the form sends; it must be the only one of that name on the page where `id` is left out. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly type = input<'text' | 'email' | 'password' | 'search'>('text');
  /** As browsers and password managers know it. */
  readonly autocomplete = input('off');
  readonly value = input('');
  readonly maxLength = input<number>();
  readonly hint = input('');
  readonly error = input<string>();
  readonly isCode = input(false);
  readonly prefix = input('');

  protected readonly isShown = signal(false);
  protected readonly id = computed(() => `${this.prefix()}field-${this.name()}`);
  protected readonly shownType = computed(() => (this.isShown() ? 'text' : this.type()));
  protected readonly describedBy = computed(() => {
    const ids = [
      ...(this.error() === undefined ? [] : [`${this.id()}-error`]),
      ...(this.hint() === '' ? [] : [`${this.id()}-hint`]),
    ];
    return ids.length === 0 ? null : ids.join(' ');
  });
}

import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  input,
  output,
  signal,
  ViewEncapsulation,
  viewChild,
} from '@angular/core';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { type Outcome, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';

/** What somebody is asked before something is done. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** Whether a reason has to be given, which is kept. */
  readonly asksReason?: boolean;
  /** What has to be typed, to the letter. */
  readonly typed?: string;
  /** Whether the password has to be given. */
  readonly asksPassword?: boolean;
  /** Does it; the dialog stays and says why where that is refused. */
  readonly perform: (given: { readonly reason: string; readonly password: string }) => Promise<Outcome>;
}

/** Asks before something is done, in a dialog that Escape closes. */
@Component({
  selector: 'bloqr-confirm-dialog',
  imports: [FormField, SubmitRow],
  templateUrl: './confirm-dialog.html',
  styleUrl: './confirm-dialog.css',
  encapsulation: ViewEncapsulation.None,
})
export class ConfirmDialog {
  readonly confirmation = input.required<Confirmation>();
  /** Says whether it was done. */
  readonly closed = output<boolean>();

  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('box');
  protected readonly submission = new Submission();
  protected readonly errors = signal<FieldErrors>({});
  protected readonly typedLabel = computed(() => `Type “${this.confirmation().typed ?? ''}”`);
  #isDone = false;

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected async send(event: Event): Promise<void> {
    const { reason = '', typed = '', password = '' } = readForm(event);
    const { perform, asksReason, asksPassword, typed: expected } = this.confirmation();
    const errors: FieldErrors = {
      ...(asksReason && reason.trim() === '' && { reason: 'Say why; it stands in the audit.' }),
      ...(expected !== undefined &&
        typed.trim() !== expected && { typed: `Type “${expected}”, as it stands there.` }),
      ...(asksPassword && password === '' && { password: 'Put in your password.' }),
    };
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    if (!(await this.submission.run(() => perform({ reason: reason.trim(), password })))) return;
    this.#isDone = true;
    this.close();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected end(): void {
    this.closed.emit(this.#isDone);
  }
}

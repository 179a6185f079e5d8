import { Component, inject, input, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { session } from '../session/app-session.ts';
import { authApi } from '../session/better-auth/auth-api.ts';

/** Name and address of an account of this service, and the end of it. */
@Component({
  selector: 'bloqr-profile-settings',
  imports: [FormField, SubmitRow, ConfirmDialog],
  templateUrl: './profile-settings.html',
  host: { class: 'stack' },
})
export class ProfileSettings {
  readonly name = input.required<string>();
  readonly email = input.required<string>();
  readonly isEmailVerified = input.required<boolean>();
  /** Something about the account is another. */
  readonly changed = output<void>();

  readonly #auth = inject(authApi);
  readonly #session = inject(session);
  readonly #router = inject(Router);
  protected readonly naming = new Submission();
  protected readonly moving = new Submission();
  protected readonly confirming = new Submission();
  protected readonly errors = signal<FieldErrors>({});
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);
  protected readonly sendsEmail = () => this.#session.ways()?.own.sendsEmail === true;

  protected async rename(event: Event): Promise<void> {
    const name = (readForm(event).name ?? '').trim();
    if (!this.#check(event, name === '' ? { name: 'Put in a name.' } : {})) return;
    const isDone = await this.naming.run(async () =>
      outcomeOfAuth(await this.#auth.post('/update-user', { name }), 'Changed.'),
    );
    if (isDone) this.changed.emit();
  }

  protected async move(event: Event): Promise<void> {
    const newEmail = (readForm(event).newEmail ?? '').trim();
    const isAddress = /^[^\s@]+@[^\s@]+$/.test(newEmail);
    if (!this.#check(event, isAddress ? {} : { newEmail: 'This is no address of e-mail.' })) return;
    const body = { newEmail, callbackURL: '/account' };
    await this.moving.run(async () =>
      outcomeOfAuth(
        await this.#auth.post('/change-email', body),
        'Open the links in the e-mails that are on their way; then the address changes.',
      ),
    );
  }

  protected async confirmAddress(event: Event): Promise<void> {
    event.preventDefault();
    const body = { email: this.email(), callbackURL: '/account' };
    await this.confirming.run(async () =>
      outcomeOfAuth(await this.#auth.post('/send-verification-email', body), 'A link is on its way.'),
    );
  }

  #check(event: Event, errors: FieldErrors): boolean {
    this.errors.set(errors);
    if (Object.keys(errors).length === 0) return true;
    focusFirstError(event, errors);
    return false;
  }

  protected askDeletion(): void {
    this.confirmation.set({
      title: 'Delete your account?',
      text: 'Your account, its sessions and its keys go at once and for good. Programs that use your keys are refused.',
      action: 'Delete my account',
      isDangerous: true,
      asksPassword: true,
      typed: this.email(),
      perform: async ({ password }) => outcomeOfAuth(await this.#auth.post('/delete-user', { password })),
    });
  }

  protected async endDeletion(isDone: boolean): Promise<void> {
    this.confirmation.set(undefined);
    if (!isDone) return;
    this.#session.recheck();
    await this.#router.navigateByUrl('/compiler');
  }
}

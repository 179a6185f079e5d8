import { Component, computed, inject, input, signal, ViewEncapsulation } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { session } from '../session/app-session.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import { checkCredentials, checkPassword } from './check-credentials.ts';

/** A forgotten password: asking for a link, and what the link leads to. */
@Component({
  selector: 'bloqr-reset-password-page',
  imports: [RouterLink, FormField, SubmitRow],
  templateUrl: './reset-password-page.html',
  styleUrl: './sign-in-page.css',
  encapsulation: ViewEncapsulation.None,
})
export class ResetPasswordPage {
  /** Of the link; none where somebody is to ask for one. */
  readonly token = input<string>();
  readonly error = input<string>();

  readonly #auth = inject(authApi);
  readonly #session = inject(session);
  protected readonly hasToken = computed(() => (this.token() ?? '') !== '' && this.error() === undefined);
  protected readonly sendsEmail = computed(() => this.#session.ways()?.own.sendsEmail !== false);
  protected readonly errors = signal<FieldErrors>({});
  protected readonly asking = new Submission();
  protected readonly setting = new Submission();

  protected async ask(event: Event): Promise<void> {
    const fields = readForm(event);
    const errors = checkCredentials(fields, false);
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    const body = { email: fields.email?.trim(), redirectTo: '/reset-password' };
    await this.asking.run(async () =>
      outcomeOfAuth(
        await this.#auth.post('/request-password-reset', body),
        'If there is an account with this address, a link is on its way to it. It works for an hour.',
      ),
    );
  }

  protected async set(event: Event): Promise<void> {
    const { password: newPassword = '' } = readForm(event);
    const errors = checkPassword('password', newPassword, true);
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    const body = { newPassword, token: this.token() };
    const isDone = await this.setting.run(async () =>
      outcomeOfAuth(await this.#auth.post('/reset-password', body)),
    );
    if (isDone) this.#session.recheck();
  }
}

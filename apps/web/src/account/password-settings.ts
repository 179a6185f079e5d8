import { Component, inject, input, signal } from '@angular/core';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import { checkPassword } from '../sign-in/check-credentials.ts';

/** Another password, for whoever knows the present one. */
@Component({
  selector: 'bloqr-password-settings',
  imports: [FormField, SubmitRow],
  templateUrl: './password-settings.html',
})
export class PasswordSettings {
  /** For password managers. */
  readonly email = input.required<string>();

  readonly #auth = inject(authApi);
  protected readonly securing = new Submission();
  protected readonly errors = signal<FieldErrors>({});

  protected async changePassword(event: Event): Promise<void> {
    const { currentPassword = '', newPassword = '' } = readForm(event);
    const errors = {
      ...checkPassword('currentPassword', currentPassword, false),
      ...checkPassword('newPassword', newPassword, true),
    };
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    const form = event.target;
    const isDone = await this.securing.run(async () =>
      outcomeOfAuth(
        await this.#auth.post('/change-password', {
          currentPassword,
          newPassword,
          revokeOtherSessions: true,
        }),
        'Changed. Everywhere else you are signed out.',
      ),
    );
    if (isDone && form instanceof HTMLFormElement) form.reset();
  }
}

import { Component, computed, inject, input, output, signal } from '@angular/core';
import { apiClient } from '../api/api-client.ts';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { type Outcome, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { session } from '../session/app-session.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import type { ProviderName } from '../session/sign-in-ways.ts';
import { checkCredentials } from '../sign-in/check-credentials.ts';
import { linkClerkAccount, linkOwnAccount } from './account-link.ts';

/** Two accounts of one person, one at each provider, made one. Shown where the service has both. */
@Component({
  selector: 'bloqr-account-link',
  imports: [FormField, SubmitRow],
  templateUrl: './account-link-panel.html',
})
export class AccountLinkPanel {
  /** With which somebody is signed in. */
  readonly provider = input.required<ProviderName>();
  readonly email = input.required<string>();
  /** Whether the account is known to be one of two already. */
  readonly isLinked = input.required<boolean>();
  readonly linked = output<void>();

  readonly #session = inject(session);
  readonly #auth = inject(authApi);
  readonly #api = inject(apiClient);
  protected readonly linking = new Submission();
  protected readonly errors = signal<FieldErrors>({});
  protected readonly isCodeNeeded = signal(false);
  protected readonly isOffered = computed(() => {
    const providers = this.#session.ways()?.providers ?? [];
    return providers.includes('clerk') && providers.includes('better-auth');
  });

  protected async linkClerk(event: Event): Promise<void> {
    event.preventDefault();
    await this.#run(() => linkClerkAccount(this.#parts()));
  }

  protected async linkOwn(event: Event): Promise<void> {
    const { linkEmail = '', linkPassword = '', linkCode = '' } = readForm(event);
    const { email, password } = checkCredentials({ email: linkEmail, password: linkPassword }, false);
    const errors: FieldErrors = {
      ...(email && { linkEmail: email }),
      ...(password && { linkPassword: password }),
    };
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    const code = linkCode.replaceAll(/\s/g, '');
    await this.#run(async () => {
      const outcome = await linkOwnAccount(this.#parts(), {
        email: linkEmail.trim(),
        password: linkPassword,
        code,
      });
      if (outcome.kind !== 'code-needed') return outcome;
      this.isCodeNeeded.set(true);
      return { kind: 'done', said: 'That account has a second factor: put in a code, too.' };
    });
  }

  #parts() {
    return { session: this.#session, auth: this.#auth, api: this.#api };
  }

  async #run(link: () => Promise<Outcome>): Promise<void> {
    const isDone = await this.linking.run(link);
    if (isDone) this.linked.emit();
  }
}

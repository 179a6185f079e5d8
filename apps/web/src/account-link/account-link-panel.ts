import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { apiClient } from '../api/api-client.ts';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { session } from '../session/app-session.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import type { ProviderName } from '../session/sign-in-ways.ts';
import { checkCredentials } from '../sign-in/check-credentials.ts';
import { type LinkOutcome, linkClerkAccount, linkOwnAccount } from './account-link.ts';

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
  protected readonly said = signal('');
  protected readonly heading = viewChild<ElementRef<HTMLElement>>('title');
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
      if (outcome.kind === 'code-needed') this.isCodeNeeded.set(true);
      return outcome;
    });
  }

  #parts() {
    return { session: this.#session, auth: this.#auth, api: this.#api };
  }

  async #run(link: () => Promise<LinkOutcome>): Promise<void> {
    let isLinked = false;
    await this.linking.run(async () => {
      const outcome = await link();
      if (outcome.kind === 'code-needed')
        return { kind: 'done', said: 'That account has a second factor: put in a code, too.' };
      isLinked = outcome.kind === 'done';
      return outcome;
    });
    if (!isLinked) return;
    this.said.set('Done. Both ways of signing in now lead to this account.');
    // What had the focus is gone with the form.
    this.heading()?.nativeElement.focus();
    this.linked.emit();
  }
}

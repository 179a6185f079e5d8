import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { type Outcome, outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { fieldsOf, textOf } from '../lib/read-fields.ts';
import { signInWithPasskey } from '../passkey/passkey-ceremony.ts';
import { platform } from '../platform.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import type { OwnSignIn as OwnWays, SocialName } from '../session/sign-in-ways.ts';
import { checkCredentials } from './check-credentials.ts';

type Step =
  | { readonly kind: 'credentials' }
  /** The password was right, and a code is needed besides. */
  | { readonly kind: 'second-factor'; readonly isBackup: boolean }
  /** The account is there, and its address has to be confirmed. */
  | { readonly kind: 'verify-email'; readonly email: string };

/** Signing in and up with an account of this service. */
@Component({
  selector: 'bloqr-own-sign-in',
  imports: [RouterLink, FormField, SubmitRow],
  templateUrl: './own-sign-in.html',
})
export class OwnSignIn {
  readonly purpose = input.required<'sign-in' | 'sign-up'>();
  readonly ways = input.required<OwnWays>();
  /** Where to go afterwards; one of our own paths. */
  readonly target = input.required<string>();
  readonly signedIn = output<void>();

  readonly #auth = inject(authApi);
  readonly #platform = inject(platform);
  protected readonly step = signal<Step>({ kind: 'credentials' });
  protected readonly errors = signal<FieldErrors>({});
  protected readonly submission = new Submission();
  protected readonly passkeySubmission = new Submission();
  protected readonly asksPasskey = computed(
    () => this.purpose() === 'sign-in' && this.#platform.passkeys !== undefined,
  );
  protected readonly passkeyRefusal = computed(() => {
    const state = this.passkeySubmission.state();
    return state.kind === 'refused' ? state.message : undefined;
  });
  protected readonly codeSubmission = new Submission();
  protected readonly resending = new Submission();
  protected readonly socialTitles: Readonly<Record<SocialName, string>> = {
    github: 'GitHub',
    google: 'Google',
  };

  protected async send(event: Event): Promise<void> {
    const fields = readForm(event);
    const errors = checkCredentials(fields, this.purpose() === 'sign-up');
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    const email = (fields.email ?? '').trim();
    const credentials = { email, password: fields.password ?? '' };
    await this.submission.run(async () =>
      this.purpose() === 'sign-in'
        ? await this.#signIn(credentials)
        : await this.#signUp({ ...credentials, name: fields.name?.trim() || email.replace(/@.*$/, '') }),
    );
  }

  async #signIn(credentials: { readonly email: string; readonly password: string }): Promise<Outcome> {
    const answer = await this.#auth.post('/sign-in/email', { ...credentials, callbackURL: this.target() });
    if (answer.kind === 'refused' && answer.refusal.code === 'EMAIL_NOT_VERIFIED') {
      this.step.set({ kind: 'verify-email', email: credentials.email });
      return { kind: 'done' };
    }
    if (answer.kind === 'answered') {
      if (fieldsOf(answer.value).twoFactorRedirect === true)
        this.step.set({ kind: 'second-factor', isBackup: false });
      else this.signedIn.emit();
    }
    return outcomeOfAuth(answer);
  }

  async #signUp(wish: Readonly<Record<'email' | 'password' | 'name', string>>): Promise<Outcome> {
    const answer = await this.#auth.post('/sign-up/email', { ...wish, callbackURL: this.target() });
    if (answer.kind === 'answered') {
      // Without a token the address has to be confirmed first.
      if (textOf(fieldsOf(answer.value).token) === '')
        this.step.set({ kind: 'verify-email', email: wish.email });
      else this.signedIn.emit();
    }
    return outcomeOfAuth(answer);
  }

  protected async usePasskey(): Promise<void> {
    const isDone = await this.passkeySubmission.run(() =>
      signInWithPasskey({ auth: this.#auth, passkeys: this.#platform.passkeys }),
    );
    if (isDone) this.signedIn.emit();
  }

  protected async sendCode(event: Event): Promise<void> {
    const code = (readForm(event).code ?? '').replaceAll(/\s/g, '');
    const step = this.step();
    const path = step.kind === 'second-factor' && step.isBackup ? 'verify-backup-code' : 'verify-totp';
    const isDone = await this.codeSubmission.run(async () =>
      outcomeOfAuth(await this.#auth.post(`/two-factor/${path}`, { code })),
    );
    if (isDone) this.signedIn.emit();
  }

  protected useBackup(isBackup: boolean): void {
    this.codeSubmission.reset();
    this.step.set({ kind: 'second-factor', isBackup });
  }

  protected async resend(event: Event, email: string): Promise<void> {
    event.preventDefault();
    await this.resending.run(async () =>
      outcomeOfAuth(
        await this.#auth.post('/send-verification-email', { email, callbackURL: this.target() }),
        'Sent again.',
      ),
    );
  }

  protected async goTo(provider: SocialName): Promise<void> {
    await this.submission.run(async () => {
      const answer = await this.#auth.post('/sign-in/social', {
        provider,
        callbackURL: this.target(),
        errorCallbackURL: '/sign-in',
      });
      const url = answer.kind === 'answered' ? URL.parse(textOf(fieldsOf(answer.value).url)) : null;
      if (url?.protocol === 'https:') this.#platform.leaveFor(url.href);
      return outcomeOfAuth(answer);
    });
  }

  protected startAgain(): void {
    this.submission.reset();
    this.step.set({ kind: 'credentials' });
  }
}

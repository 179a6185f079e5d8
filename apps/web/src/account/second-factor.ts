import { Component, inject, type OnInit, signal } from '@angular/core';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { type Outcome, outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { fieldsOf } from '../lib/read-fields.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import { checkPassword } from '../sign-in/check-credentials.ts';
import { BackupCodes } from './backup-codes.ts';
import { type FactorSetup, readBackupCodes, readFactorSetup } from './factor-setup.ts';
import { QrCode } from './qr-code.ts';

/** Codes of an app besides the password. */
@Component({
  selector: 'bloqr-second-factor',
  imports: [FormField, SubmitRow, BackupCodes, QrCode, ConfirmDialog],
  templateUrl: './second-factor.html',
})
export class SecondFactor implements OnInit {
  readonly #auth = inject(authApi);
  protected readonly starting = new Submission();
  protected readonly checking = new Submission();
  protected readonly errors = signal<FieldErrors>({});
  /** Undefined until it is known. */
  protected readonly isOn = signal<boolean | undefined>(undefined);
  protected readonly setup = signal<FactorSetup | undefined>(undefined);
  /** Codes that were made anew, until they are kept. */
  protected readonly codes = signal<readonly string[]>([]);
  protected readonly said = signal('');
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);

  ngOnInit(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    const answer = await this.#auth.get('/get-session');
    if (answer.kind === 'answered')
      this.isOn.set(fieldsOf(fieldsOf(answer.value).user).twoFactorEnabled === true);
  }

  protected async start(event: Event): Promise<void> {
    const { factorPassword: password = '' } = readForm(event);
    const errors = checkPassword('factorPassword', password, false);
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    this.said.set('');
    await this.starting.run(() => this.#begin(password));
  }

  async #begin(password: string): Promise<Outcome> {
    const answer = await this.#auth.post('/two-factor/enable', { password });
    if (answer.kind === 'refused') return outcomeOfAuth(answer);
    const setup = readFactorSetup(answer.value);
    if (setup === undefined)
      return { kind: 'refused', message: 'The service did not say what to set up. Try again.' };
    this.checking.reset();
    this.setup.set(setup);
    return { kind: 'done' };
  }

  protected cancel(): void {
    this.setup.set(undefined);
    this.starting.reset();
  }

  protected async check(event: Event): Promise<void> {
    const code = (readForm(event).code ?? '').replaceAll(/\s/g, '');
    const isDone = await this.checking.run(async () =>
      outcomeOfAuth(await this.#auth.post('/two-factor/verify-totp', { code })),
    );
    if (!isDone) return;
    this.cancel();
    this.isOn.set(true);
    this.said.set('On. From now on signing in with the password takes a code, too.');
  }

  protected askCodes(): void {
    this.confirmation.set({
      title: 'Make backup codes anew?',
      text: 'Those that you have work no more from then on.',
      action: 'Make them',
      asksPassword: true,
      perform: async ({ password }) => {
        const answer = await this.#auth.post('/two-factor/generate-backup-codes', { password });
        if (answer.kind === 'answered') this.codes.set(readBackupCodes(answer.value));
        return outcomeOfAuth(answer);
      },
    });
  }

  protected askOff(): void {
    this.confirmation.set({
      title: 'Turn the second factor off?',
      text: 'The password alone is then enough to sign in, and the backup codes are void.',
      action: 'Turn it off',
      isDangerous: true,
      asksPassword: true,
      perform: async ({ password }) => {
        const answer = await this.#auth.post('/two-factor/disable', { password });
        if (answer.kind === 'answered') {
          this.isOn.set(false);
          this.codes.set([]);
          this.said.set('Off. The password alone is enough again.');
        }
        return outcomeOfAuth(answer);
      },
    });
  }
}

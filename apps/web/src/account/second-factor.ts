import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '../forms/form-field.ts';
import { readForm } from '../forms/read-form.ts';
import { type Outcome, outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { CopyButton } from '../lib/copy-button.ts';
import { fieldsOf, listOf, textOf } from '../lib/read-fields.ts';
import { authApi } from '../session/better-auth/auth-api.ts';

/** What an app for codes needs, and the codes for when it is lost. */
export interface FactorSetup {
  /** `otpauth://…`, which apps on the same machine open. */
  readonly link: string;
  /** The same to be typed. */
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** Reads the answer of `/two-factor/enable`; undefined where there is nothing in it to set up. */
export function readFactorSetup(value: unknown): FactorSetup | undefined {
  const { totpURI, backupCodes } = fieldsOf(value);
  const url = URL.parse(textOf(totpURI));
  const secret = url?.searchParams.get('secret') ?? '';
  if (url?.protocol !== 'otpauth:' || !/^[A-Z2-7]+$/.test(secret)) return undefined;
  return {
    link: url.href,
    secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
    backupCodes: listOf(backupCodes).map((code) => textOf(code)),
  };
}

/** Codes of an app besides the password. */
@Component({
  selector: 'bloqr-second-factor',
  imports: [FormField, SubmitRow, CopyButton],
  templateUrl: './second-factor.html',
})
export class SecondFactor {
  readonly isOn = input.required<boolean>();
  readonly changed = output<void>();

  readonly #auth = inject(authApi);
  protected readonly starting = new Submission();
  protected readonly checking = new Submission();
  protected readonly setup = signal<FactorSetup | undefined>(undefined);
  protected readonly codes = computed(() => (this.setup()?.backupCodes ?? []).join('\n'));

  /** Turns it on or off; both take the password. */
  protected async start(event: Event): Promise<void> {
    const { factorPassword: password = '' } = readForm(event);
    const form = event.target;
    const isDone = await this.starting.run(() =>
      this.isOn() ? this.#turnOff(password) : this.#begin(password),
    );
    if (isDone && form instanceof HTMLFormElement) form.reset();
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

  async #turnOff(password: string): Promise<Outcome> {
    const answer = await this.#auth.post('/two-factor/disable', { password });
    if (answer.kind === 'answered') this.changed.emit();
    return outcomeOfAuth(answer, 'Off. The password alone is enough again.');
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
    this.setup.set(undefined);
    this.starting.reset();
    this.changed.emit();
  }
}

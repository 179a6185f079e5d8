import { Component, inject, input, type OnInit, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { fieldsOf } from '../lib/read-fields.ts';
import { session } from '../session/app-session.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import { checkPassword, type FieldErrors } from '../sign-in/check-credentials.ts';
import { type OwnSession, readSessionId, readSessions } from './own-sessions.ts';
import { SecondFactor } from './second-factor.ts';

/** What somebody with an account of this service changes about it. */
@Component({
  selector: 'bloqr-own-settings',
  imports: [FormField, SubmitRow, ConfirmDialog, SecondFactor],
  templateUrl: './own-settings.html',
})
export class OwnSettings implements OnInit {
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
  protected readonly securing = new Submission();
  protected readonly ending = new Submission();
  protected readonly errors = signal<FieldErrors>({});
  protected readonly sessions = signal<readonly OwnSession[] | undefined>(undefined);
  protected readonly sessionsRefusal = signal('');
  protected readonly currentId = signal('');
  protected readonly hasSecondFactor = signal(false);
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);
  protected readonly sendsEmail = () => this.#session.ways()?.own.sendsEmail === true;
  protected readonly formatMinute = formatMinute;

  ngOnInit(): void {
    void this.loadSessions();
  }

  protected async loadSessions(): Promise<void> {
    const [list, current] = await Promise.all([
      this.#auth.get('/list-sessions'),
      this.#auth.get('/get-session'),
    ]);
    if (current.kind === 'answered') {
      this.currentId.set(readSessionId(current.value));
      this.hasSecondFactor.set(fieldsOf(fieldsOf(current.value).user).twoFactorEnabled === true);
    }
    if (list.kind === 'answered') this.sessions.set(readSessions(list.value));
    this.sessionsRefusal.set(list.kind === 'refused' ? list.refusal.message : '');
  }

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
    if (
      !this.#check(
        event,
        /^[^\s@]+@[^\s@]+$/.test(newEmail) ? {} : { newEmail: 'This is no address of e-mail.' },
      )
    )
      return;
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

  protected async changePassword(event: Event): Promise<void> {
    const { currentPassword = '', newPassword = '' } = readForm(event);
    const errors = {
      ...checkPassword('currentPassword', currentPassword, false),
      ...checkPassword('newPassword', newPassword, true),
    };
    if (!this.#check(event, errors)) return;
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
    if (!isDone) return;
    if (form instanceof HTMLFormElement) form.reset();
    await this.loadSessions();
  }

  #check(event: Event, errors: FieldErrors): boolean {
    this.errors.set(errors);
    if (Object.keys(errors).length === 0) return true;
    focusFirstError(event, errors);
    return false;
  }

  protected async endSession(event: Event, token: string): Promise<void> {
    event.preventDefault();
    await this.ending.run(async () =>
      outcomeOfAuth(await this.#auth.post('/revoke-session', { token }), 'That session has ended.'),
    );
    await this.loadSessions();
  }

  protected async endOthers(event: Event): Promise<void> {
    event.preventDefault();
    await this.ending.run(async () =>
      outcomeOfAuth(await this.#auth.post('/revoke-other-sessions'), 'You are signed in here alone.'),
    );
    await this.loadSessions();
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

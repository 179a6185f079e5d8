import { Component, inject, type OnInit, signal } from '@angular/core';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import { FormField } from '../forms/form-field.ts';
import { readForm } from '../forms/read-form.ts';
import { outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { formatDay } from '../lib/format-moment.ts';
import { platform } from '../platform.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import { type OwnPasskey, passkeyNameMax, readPasskeys } from './own-passkeys.ts';
import { addPasskey } from './passkey-ceremony.ts';

/** The passkeys of whoever is signed in: another one, another name, the end of one. */
@Component({
  selector: 'bloqr-passkey-list',
  imports: [FormField, SubmitRow, ConfirmDialog],
  templateUrl: './passkey-list.html',
})
export class PasskeyList implements OnInit {
  readonly #auth = inject(authApi);
  readonly #passkeys = inject(platform).passkeys;
  protected readonly isPossible = this.#passkeys !== undefined;
  protected readonly nameMax = passkeyNameMax;
  protected readonly passkeys = signal<readonly OwnPasskey[] | undefined>(undefined);
  protected readonly refusal = signal('');
  protected readonly adding = new Submission();
  protected readonly renaming = new Submission();
  /** The id of the one that gets another name. */
  protected readonly renamed = signal<string | undefined>(undefined);
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);
  protected readonly formatDay = formatDay;

  ngOnInit(): void {
    void this.load();
  }

  protected async load(): Promise<void> {
    const answer = await this.#auth.get('/passkey/list-user-passkeys');
    if (answer.kind === 'answered') this.passkeys.set(readPasskeys(answer.value));
    this.refusal.set(answer.kind === 'refused' ? answer.refusal.message : '');
  }

  protected async add(event: Event): Promise<void> {
    const name = (readForm(event).passkeyName ?? '').trim() || 'Passkey';
    const form = event.target;
    const isDone = await this.adding.run(() =>
      addPasskey({ auth: this.#auth, passkeys: this.#passkeys }, name),
    );
    if (!isDone) return;
    if (form instanceof HTMLFormElement) form.reset();
    await this.load();
  }

  protected askName(id: string): void {
    this.renaming.reset();
    this.renamed.set(this.renamed() === id ? undefined : id);
  }

  protected async rename(event: Event, id: string): Promise<void> {
    const name = (readForm(event).newName ?? '').trim();
    const isDone = await this.renaming.run(async () =>
      name === ''
        ? { kind: 'refused', message: 'Put in a name.' }
        : outcomeOfAuth(await this.#auth.post('/passkey/update-passkey', { id, name })),
    );
    if (!isDone) return;
    this.renamed.set(undefined);
    await this.load();
  }

  protected askRemoval({ id, name }: OwnPasskey): void {
    this.adding.reset();
    this.confirmation.set({
      title: 'Remove this passkey?',
      text: `Nobody signs in with “${name}” any more. Your device may go on offering it until you remove it there, too.`,
      action: 'Remove',
      isDangerous: true,
      perform: async () => outcomeOfAuth(await this.#auth.post('/passkey/delete-passkey', { id })),
    });
  }

  protected async endRemoval(isDone: boolean): Promise<void> {
    this.confirmation.set(undefined);
    if (isDone) await this.load();
  }
}

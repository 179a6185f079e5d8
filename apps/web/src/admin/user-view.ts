import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiClient } from '../api/api-client.ts';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import { readForm } from '../forms/read-form.ts';
import { outcomeOfApi } from '../forms/submission.ts';
import type { ListedKey } from '../keys/api-keys.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { Loading } from '../lib/loading.ts';
import { readUserDetail, type UserDetail } from './admin-answers.ts';
import { AdminFailure } from './admin-failure.ts';

const tiers = ['free', 'pro', 'admin'] as const;

/** One account: its tier, its ban, its keys and its messages. */
@Component({
  selector: 'bloqr-user-view',
  imports: [RouterLink, ConfirmDialog, AdminFailure],
  templateUrl: './user-view.html',
})
export class UserView {
  /** Of the address. */
  readonly id = input.required<string>();

  readonly #api = inject(apiClient);
  protected readonly tiers = tiers;
  protected readonly user = new Loading<UserDetail>();
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);
  protected readonly said = signal('');
  protected readonly formatMinute = formatMinute;

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.load());
    });
  }

  protected load(): void {
    const path = { id: this.id() };
    void this.user.load(() => this.#api.send('get', '/api/admin/users/{id}', { path }, readUserDetail));
  }

  protected askTier(event: Event, user: UserDetail): void {
    const wanted = readForm(event).tier;
    const tier = tiers.find((name) => name === wanted);
    if (tier === undefined) return;
    this.confirmation.set({
      title: `Change the tier to ${tier}?`,
      text: `${user.label} is ${user.tier} now. It holds from the next request on.`,
      action: 'Change the tier',
      asksReason: true,
      perform: async ({ reason }) =>
        outcomeOfApi(
          await this.#api.send(
            'patch',
            '/api/admin/users/{id}',
            { path: { id: user.id }, body: { tier, reason } },
            () => true,
          ),
        ),
    });
  }

  protected askBan(user: UserDetail): void {
    const path = user.isBanned ? '/api/admin/users/{id}/unban' : '/api/admin/users/{id}/ban';
    this.confirmation.set({
      title: user.isBanned ? 'Lift the ban?' : 'Ban this account?',
      text: user.isBanned
        ? `${user.label} can sign in again, and the keys work again.`
        : `${user.label} is signed out everywhere, and every key is refused.`,
      action: user.isBanned ? 'Lift the ban' : 'Ban',
      isDangerous: !user.isBanned,
      asksReason: true,
      perform: async ({ reason }) =>
        outcomeOfApi(
          await this.#api.send('post', path, { path: { id: user.id }, body: { reason } }, () => true),
        ),
    });
  }

  protected askRevocation(user: UserDetail, key: ListedKey): void {
    this.confirmation.set({
      title: 'Revoke this key?',
      text: `Programs that use “${key.name}” of ${user.label} are refused from this moment on.`,
      action: 'Revoke',
      isDangerous: true,
      asksReason: true,
      perform: async ({ reason }) =>
        outcomeOfApi(
          await this.#api.send(
            'delete',
            '/api/admin/users/{id}/keys/{keyId}',
            { path: { id: user.id, keyId: key.id }, body: { reason } },
            () => true,
          ),
        ),
    });
  }

  protected end(isDone: boolean): void {
    this.confirmation.set(undefined);
    this.said.set(isDone ? 'Done, and entered in the audit.' : '');
    if (isDone) this.load();
  }
}

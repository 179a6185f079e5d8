import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiClient } from '../api/api-client.ts';
import { readForm } from '../forms/read-form.ts';
import { outcomeOfApi } from '../forms/submission.ts';
import type { ListedKey } from '../keys/api-keys.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { readUserDetail, type UserDetail } from './admin-answers.ts';
import { openSubject } from './admin-subject.ts';
import { SubjectFrame } from './subject-frame.ts';

const tiers = ['free', 'pro', 'admin'] as const;

/** One account: its tier, its ban, its keys and its messages. */
@Component({
  selector: 'bloqr-user-view',
  imports: [RouterLink, SubjectFrame],
  templateUrl: './user-view.html',
})
export class UserView {
  /** Of the address. */
  readonly id = input.required<string>();

  readonly #api = inject(apiClient);
  protected readonly tiers = tiers;
  protected readonly user = openSubject(
    () => this.id(),
    (id) => this.#api.send('get', '/api/admin/users/{id}', { path: { id } }, readUserDetail),
  );
  protected readonly formatMinute = formatMinute;

  protected askTier(event: Event, user: UserDetail): void {
    const wanted = readForm(event).tier;
    const tier = tiers.find((name) => name === wanted);
    if (tier === undefined) return;
    this.user.ask({
      title: `Change the tier to ${tier}?`,
      text: `${user.label} is ${user.tier} now. It holds from the next request on.`,
      action: 'Change the tier',
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
    this.user.ask({
      title: user.isBanned ? 'Lift the ban?' : 'Ban this account?',
      text: user.isBanned
        ? `${user.label} can sign in again, and the keys work again.`
        : `${user.label} is signed out everywhere, and every key is refused.`,
      action: user.isBanned ? 'Lift the ban' : 'Ban',
      isDangerous: !user.isBanned,
      perform: async ({ reason }) =>
        outcomeOfApi(
          await this.#api.send('post', path, { path: { id: user.id }, body: { reason } }, () => true),
        ),
    });
  }

  protected askRevocation(user: UserDetail, key: ListedKey): void {
    this.user.ask({
      title: 'Revoke this key?',
      text: `Programs that use “${key.name}” of ${user.label} are refused from this moment on.`,
      action: 'Revoke',
      isDangerous: true,
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
}

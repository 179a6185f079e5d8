import { Component, inject } from '@angular/core';
import { MatTableModule } from '@angular/material/table';
import { RouterLink } from '@angular/router';
import { apiClient } from '../api/api-client.ts';
import { FormField } from '../forms/form-field.ts';
import { readForm } from '../forms/read-form.ts';
import { formatDistance } from '../lib/format-moment.ts';
import { platform } from '../platform.ts';
import { type ListedUser, readAdminList, readUser } from './admin-answers.ts';
import { PagedFrame } from './paged-frame.ts';
import { idOf, PagedList } from './paged-list.ts';

const tiers = ['free', 'pro', 'admin'] as const;

/** All accounts, to be searched. */
@Component({
  selector: 'bloqr-users-view',
  imports: [RouterLink, FormField, PagedFrame, MatTableModule],
  templateUrl: './users-view.html',
})
export class UsersView {
  readonly #api = inject(apiClient);
  readonly #platform = inject(platform);
  protected readonly tiers = tiers;
  protected readonly columns = ['name', 'email', 'tier', 'provider', 'use'];
  protected readonly idOf = idOf;
  protected readonly users = new PagedList<ListedUser>();

  constructor() {
    this.#search('', '');
  }

  protected search(event: Event): void {
    const { search = '', tier = '' } = readForm(event);
    this.#search(search.trim(), tier);
  }

  #search(search: string, wantedTier: string): void {
    const tier = tiers.find((name) => name === wantedTier);
    this.users.begin((cursor) =>
      this.#api.send(
        'get',
        '/api/admin/users',
        { query: { ...(search !== '' && { search }), ...(tier && { tier }), ...(cursor && { cursor }) } },
        readAdminList('users', readUser),
      ),
    );
  }

  protected describeUse({ lastSignInAt }: ListedUser): string {
    return lastSignInAt === undefined ? 'never' : formatDistance(lastSignInAt, this.#platform.now());
  }
}

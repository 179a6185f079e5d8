import { Component, effect, inject, input, untracked } from '@angular/core';
import { MatTableModule } from '@angular/material/table';
import { RouterLink } from '@angular/router';
import { apiClient } from '../api/api-client.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { type ListedAct, readAct, readAdminList } from './admin-answers.ts';
import { PagedFrame } from './paged-frame.ts';
import { idOf, PagedList } from './paged-list.ts';

/** Who did what, and why. */
@Component({
  selector: 'bloqr-audit-view',
  imports: [RouterLink, PagedFrame, MatTableModule],
  templateUrl: './audit-view.html',
})
export class AuditView {
  /** Whose entries, where the address says so. */
  readonly user = input<string>();

  readonly #api = inject(apiClient);
  protected readonly columns = ['action', 'reason', 'actor', 'trace'];
  protected readonly idOf = idOf;
  protected readonly acts = new PagedList<ListedAct>();
  protected readonly formatMinute = formatMinute;

  constructor() {
    effect(() => {
      const user = this.user();
      untracked(() =>
        this.acts.begin((cursor) =>
          this.#api.send(
            'get',
            '/api/admin/audit',
            { query: { ...(user && { user }), ...(cursor && { cursor }) } },
            readAdminList('entries', readAct),
          ),
        ),
      );
    });
  }
}

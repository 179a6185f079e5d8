import { computed } from '@angular/core';
import type { ApiAnswer } from '../api/api-client.ts';
import { outcomeOfApi, Submission } from '../forms/submission.ts';
import { Loading } from '../lib/loading.ts';
import type { AdminList } from './admin-answers.ts';

/** By what the rows of a table are told apart. */
export function idOf(_index: number, { id }: { readonly id: string }): string {
  return id;
}

/** A list that is fetched in pages, each put below the one before. */
export class PagedList<Entry> {
  readonly list = new Loading<AdminList<Entry>>();
  readonly more = new Submission();
  readonly entries = computed(() => this.list.value()?.entries ?? []);
  readonly hasMore = computed(() => this.list.value()?.nextCursor !== undefined);
  readonly count = computed(() => {
    const shown = this.entries().length;
    return this.hasMore() ? `${shown} shown; there are more.` : `${shown} in all.`;
  });
  #ask: (cursor: string | undefined) => Promise<ApiAnswer<AdminList<Entry>>> = () => Promise.reject();

  /** Begins at the beginning. */
  begin(ask: (cursor: string | undefined) => Promise<ApiAnswer<AdminList<Entry>>>): void {
    this.#ask = ask;
    this.more.reset();
    void this.list.load(() => ask(undefined));
  }

  again(): void {
    this.begin(this.#ask);
  }

  async goOn(event: Event): Promise<void> {
    event.preventDefault();
    const shown = this.list.value();
    const ask = this.#ask;
    if (shown?.nextCursor === undefined) return;
    const { nextCursor } = shown;
    await this.more.run(async () => {
      const answer = await ask(nextCursor);
      // Meanwhile another list may have been begun.
      if (answer.kind === 'answered' && this.list.value() === shown) {
        const { value } = answer;
        this.list.update(({ entries }) => ({ ...value, entries: [...entries, ...value.entries] }));
      }
      return outcomeOfApi(answer);
    });
  }
}

import type { TextStore } from '../../draft/draft-store.ts';
import { fieldsOf, listOf } from '../../lib/read-fields.ts';
import type { ClerkSession } from './clerk-global.ts';

/** The JWT template that the set-up guide makes; its tokens carry the tier. */
const template = 'bloqr-backend';

const key = 'bloqr.clerk-template';

/**
 * Tokens of a session: those of the template where the instance has it, else plain ones. That it has not is remembered for as long as
 * the tab lives, for every question about it is a failed request.
 */
export class ClerkTokens {
  readonly #store: TextStore;
  readonly #mark: string;
  #isMissing: boolean;

  /** @param instance whose template it is, by anything that no other instance has */
  constructor(store: TextStore, instance: string) {
    this.#store = store;
    this.#mark = `none at ${instance}`;
    this.#isMissing = readMark(store) === this.#mark;
  }

  /**
   * @param isFresh whether a kept one does not do
   * @returns undefined where the session is over. Rejects where Clerk does not answer
   */
  async get(session: ClerkSession, isFresh = false): Promise<string | undefined> {
    const skipCache = isFresh;
    if (!this.#isMissing) {
      try {
        return (await session.getToken({ template, skipCache })) ?? undefined;
      } catch (error) {
        if (!isMissingTemplate(error)) throw error;
        this.#remember();
      }
    }
    return (await session.getToken({ skipCache })) ?? undefined;
  }

  #remember(): void {
    this.#isMissing = true;
    try {
      this.#store.setItem(key, this.#mark);
    } catch {
      // Storage is full or forbidden: the next page asks once more.
    }
  }
}

function readMark(store: TextStore): string | null {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

/** Clerk answers 404 `resource_not_found` for a template that does not exist. */
function isMissingTemplate(error: unknown): boolean {
  const { status, errors } = fieldsOf(error);
  return status === 404 && listOf(errors).some((entry) => fieldsOf(entry).code === 'resource_not_found');
}

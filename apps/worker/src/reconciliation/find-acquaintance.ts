import { namedUsersMax } from '../auth/providers/clerk/list-users.ts';
import type { Obstacle, StepParts } from './step.ts';

/** Whether Clerk knows anybody of ours. */
export type Acquaintance =
  | { readonly kind: 'somebody-known' | 'nobody-known' }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle };

/**
 * Asks Clerk for up to 100 of our rows that are older than a moment, the longest known. Where it knows none of them, the secret
 * key is most likely that of another instance, whose people are not to come in, nor ours to go.
 */
export async function findAcquaintance(
  createdBefore: string,
  { api, rows }: Pick<StepParts, 'api' | 'rows'>,
): Promise<Acquaintance> {
  const ids = await rows.listOlder('', createdBefore, namedUsersMax);
  if (ids.length === 0) return { kind: 'somebody-known' };
  const answer = await api.listUsers({ kind: 'named', ids });
  if (answer.kind !== 'listed') return { kind: 'obstacle', obstacle: answer };
  const isKnown = answer.users.some(({ profile }) => ids.includes(profile.subject.id));
  return { kind: isKnown ? 'somebody-known' : 'nobody-known' };
}

import type { ClerkMigrationRow, ClerkMigrationStep, ClerkPassword } from '@bloqr/contract';
import type { AdminAct } from '../administration/audit.ts';
import { type ClerkMigrationParts, noStep } from './clerk-migration-parts.ts';
import { judgeDigest } from './judge-digest.ts';
import type { MigratedPassword } from './migration-rows.ts';

/**
 * Keeps passwords of the export for those who are migrated. A dry run knows of nobody who is, so it judges the digests alone. Of
 * somebody who comes twice, the first counts.
 */
export async function takePasswords(
  passwords: readonly ClerkPassword[],
  isDryRun: boolean,
  act: AdminAct,
  { rows, now }: Pick<ClerkMigrationParts, 'rows' | 'now'>,
): Promise<ClerkMigrationStep> {
  const usable = new Map<string, MigratedPassword>();
  const refused = new Map<string, ClerkMigrationRow>();
  for (const { id, hasher, digest, hasSecondFactor = false } of passwords) {
    if (usable.has(id) || refused.has(id)) continue;
    const judgement = judgeDigest(hasher, digest);
    if (judgement.kind === 'usable')
      usable.set(id, { clerkUserId: id, digest: judgement.digest, hasSecondFactor });
    else refused.set(id, { id, account: null, outcome: judgement.kind, notes: [] });
  }
  const kept =
    isDryRun || usable.size === 0
      ? undefined
      : await rows.takePasswords([...usable.values()], { ...act, at: new Date(now()) });
  const taken = [...usable.values()].map(({ clerkUserId: id, hasSecondFactor }): ClerkMigrationRow => {
    if (isDryRun) {
      const outcome = hasSecondFactor ? 'second-factor' : 'password-kept';
      return { id, account: null, outcome, notes: [] };
    }
    return { id, ...(kept?.get(id) ?? { account: null, outcome: 'not-migrated' }), notes: [] };
  });
  return { ...noStep, rows: [...taken, ...refused.values()] };
}

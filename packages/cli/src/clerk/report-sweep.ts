import type { Sweep, SweepCounts } from '@bloqr/contract';
import { CommandError } from '../command-error.ts';
import { formatNumber } from '../command-line/format-number.ts';
import { writeResult } from '../io/standard-streams.ts';

const meanings: readonly (readonly [keyof SweepCounts, string])[] = [
  ['created', 'Clerk knows them, the service did not'],
  ['updated', 'the service had an older state'],
  ['removed', 'Clerk does not know them'],
  ['unchanged', 'both agree'],
  ['tombstoned', 'still listed by Clerk, but deleted here: they do not come back'],
  ['failed', 'could not be decided, and stay as they were'],
  ['held', 'Clerk does not know them, but there are too many: see --removals-max'],
];

/**
 * Prints what a sweep has found.
 *
 * @throws CommandError with reason `findings` where a dry run found differences, or something stays to be done
 */
export function reportSweep(sweep: Sweep, isJson: boolean): void {
  writeResult(isJson ? `${JSON.stringify(sweep, undefined, 2)}\n` : formatSweep(sweep));
  const { created, updated, removed, failed, held } = sweep.counts;
  const isLeft = sweep.outcome !== 'done' || failed + held > 0;
  const isDifferent = sweep.dryRun && created + updated + removed > 0;
  if (isLeft || isDifferent)
    throw new CommandError('findings', 'accounts-differ', 'The accounts differ from Clerk’s.', {
      isSilent: true,
    });
}

/** The word of the service for a sweep that did nothing, since Clerk knows none of its users. */
const nobodyKnown = 'nobody-known';

function formatSweep({ dryRun, counts, lastFailure }: Sweep): string {
  if (lastFailure === nobodyKnown)
    return `Nothing was changed. Clerk knows nobody of the service: is CLERK_SECRET_KEY that of another instance?
If all of its ${formatNumber(counts.held)} users are to go, --removals-max lets them.\n`;
  const head = dryRun ? 'Nothing was changed. Clerk lists' : 'Clerk lists';
  const rows = meanings
    .filter(([name]) => counts[name] > 0)
    .map(([name, meaning]) => `${formatNumber(counts[name]).padStart(9)}  ${name.padEnd(10)}  ${meaning}\n`);
  return [`${head} ${formatNumber(counts.listed)} users.\n`, ...rows].join('');
}

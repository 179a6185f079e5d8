import type { SweepStore } from './sweep-store.ts';

const daysKept = 60;
const dayMs = 86_400_000;
const sweepsAtOnce = 1000;

/** Forgets sweeps that ended more than 60 days ago, up to 1,000 in a run. For a scheduled run. */
export async function forgetOldSweeps(sweeps: Pick<SweepStore, 'prune'>, nowMs: number): Promise<void> {
  await sweeps.prune(new Date(nowMs - daysKept * dayMs).toISOString(), sweepsAtOnce);
}

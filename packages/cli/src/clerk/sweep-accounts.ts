import { setTimeout as wait } from 'node:timers/promises';
import type { ReconciliationRequest, Sweep } from '@bloqr/contract';
import { isTalkSeen, say } from '../io/standard-streams.ts';
import { readStep } from './read-answer.ts';
import { describeStall, giveUp, type StepTaker, stallsMax, takeStep } from './take-step.ts';

export interface SweepAccountsParts extends StepTaker {
  readonly order: ReconciliationRequest;
}

/**
 * Has a service make step after step until the sweep is finished. It keeps how far it has come itself.
 *
 * @throws CommandError with reason `service`
 */
export async function sweepAccounts(parts: SweepAccountsParts): Promise<Sweep> {
  let body = parts.order;
  let stallCount = 0;
  let progress = '';
  for (;;) {
    const path = '/api/admin/reconciliation';
    const { sweep, retryAfterSeconds } = await takeStep(parts, { path, body, read: readStep });
    if (sweep.stage === 'finished') return sweep;
    body = { ...parts.order, sweep: sweep.id };
    const now = JSON.stringify([sweep.stage, sweep.counts]);
    stallCount = now === progress ? stallCount + 1 : 0;
    progress = now;
    if (isTalkSeen()) say(`${sweep.stage}: ${sweep.counts.listed} users listed\n`);
    if (stallCount >= stallsMax) throw giveUp(describeStall(sweep.lastFailure));
    await wait(retryAfterSeconds * 1000);
  }
}

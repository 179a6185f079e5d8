import { setTimeout as wait } from 'node:timers/promises';
import type { ReconciliationRequest, ReconciliationStep, Sweep } from '@bloqr/contract';
import { CommandError } from '../command-error.ts';
import { askRemote, type RemoteAnswer } from '../io/ask-remote.ts';
import { isTalkSeen, say } from '../io/standard-streams.ts';
import { readProblem, readStep } from './read-answer.ts';
import type { Tokens } from './tokens.ts';

export interface SweepAccountsParts {
  readonly service: URL;
  readonly tokens: Tokens;
  readonly order: ReconciliationRequest;
}

/** Steps in a row that come to nothing before the command gives up. */
const stallsMax = 10;
const retrySeconds = 2;

/**
 * Has a service make step after step until the sweep is finished. It keeps how far it has come itself.
 *
 * @throws CommandError with reason `service`
 */
export async function sweepAccounts(parts: SweepAccountsParts): Promise<Sweep> {
  let request = parts.order;
  let stallCount = 0;
  let progress = '';
  for (;;) {
    const step = await takeStep(parts, request);
    if (step.kind === 'made') {
      const { sweep, retryAfterSeconds } = step.step;
      if (sweep.stage === 'finished') return sweep;
      request = { ...parts.order, sweep: sweep.id };
      const now = JSON.stringify([sweep.stage, sweep.counts]);
      stallCount = now === progress ? stallCount + 1 : 0;
      progress = now;
      if (isTalkSeen()) say(`${sweep.stage}: ${sweep.counts.listed} users listed\n`);
      if (stallCount >= stallsMax) throw giveUp(describeStall(sweep.lastFailure));
      await wait(retryAfterSeconds * 1000);
    } else {
      if (++stallCount >= stallsMax) throw giveUp(step.message);
      await wait((step.retryAfterSeconds || retrySeconds) * 1000);
    }
  }
}

type TakenStep =
  | { readonly kind: 'made'; readonly step: ReconciliationStep }
  | { readonly kind: 'again'; readonly message: string; readonly retryAfterSeconds: number };

async function takeStep(
  { service, tokens }: SweepAccountsParts,
  request: ReconciliationRequest,
): Promise<TakenStep> {
  const ask = (token: string): Promise<RemoteAnswer> =>
    askRemote(new URL('/api/admin/reconciliation', service).href, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  const token = await tokens.current();
  let answer: RemoteAnswer;
  try {
    answer = await ask(token);
    if (answer.status === 401) {
      const other = await tokens.renew();
      if (other !== undefined) answer = await ask(other);
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const message = `${service.host} does not answer: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: 'again', message, retryAfterSeconds: 0 };
  }
  return readAnswer(answer, service);
}

function readAnswer({ status, body, retryAfterSeconds }: RemoteAnswer, service: URL): TakenStep {
  const step = status === 200 ? readStep(body) : undefined;
  if (step !== undefined) return { kind: 'made', step };
  const problem = readProblem(body);
  if (problem === undefined)
    throw fail('no-such-service', `${service.host} answered ${status}, and not as a bloqr service does.`);
  const { code, title, detail } = problem;
  const message = `${title}: ${detail}`;
  if (status === 429 || code === 'unavailable') return { kind: 'again', message, retryAfterSeconds };
  const hint = status === 401 ? ['Run it again with another token: it goes on where it has come to.'] : [];
  throw fail(code, message, hint);
}

function describeStall(reason: string | null): string {
  return reason === null ? 'The service does not get on.' : `The service cannot ask Clerk: ${reason}.`;
}

function giveUp(message: string): CommandError {
  return fail('sweep-unfinished', message, ['Run it again later: it goes on where it has come to.']);
}

function fail(code: string, message: string, lines: readonly string[] = []): CommandError {
  return new CommandError('service', code, message, { lines });
}

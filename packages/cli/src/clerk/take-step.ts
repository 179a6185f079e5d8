import { setTimeout as wait } from 'node:timers/promises';
import { CommandError } from '../command-error.ts';
import { askRemote, type RemoteAnswer } from '../io/ask-remote.ts';
import { isAccessAnswer } from '../io/describe-interference.ts';
import { readProblem } from './read-answer.ts';
import type { Tokens } from './tokens.ts';

/** A service that makes steps, and who has it make them. */
export interface StepTaker {
  readonly service: URL;
  readonly tokens: Tokens;
  /** Sent along with each step, to come through what stands in front of the service. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a step takes. */
export interface StepRequest<Step> {
  readonly path: string;
  readonly body: object;
  /** Undefined where the answer is none of a bloqr service. */
  readonly read: (body: unknown) => Step | undefined;
}

/** Steps in a row that come to nothing before the command gives up. */
export const stallsMax = 10;
const retrySeconds = 2;

/**
 * Has a service make one step, and tries again where it says so or cannot be reached.
 *
 * @throws CommandError with reason `service`
 */
export async function takeStep<Step>(taker: StepTaker, request: StepRequest<Step>): Promise<Step> {
  for (let stallCount = 1; ; stallCount++) {
    const answer = await tryStep(taker, request);
    if (answer.kind === 'made') return answer.step;
    if (stallCount >= stallsMax) throw giveUp(answer.message);
    await wait((answer.retryAfterSeconds || retrySeconds) * 1000);
  }
}

type TakenStep<Step> =
  | { readonly kind: 'made'; readonly step: Step }
  | { readonly kind: 'again'; readonly message: string; readonly retryAfterSeconds: number };

async function tryStep<Step>(
  { service, tokens, headers }: StepTaker,
  { path, body, read }: StepRequest<Step>,
): Promise<TakenStep<Step>> {
  const ask = (token: string): Promise<RemoteAnswer> =>
    askRemote(new URL(path, service).href, {
      method: 'POST',
      headers: { ...headers, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
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
  return readAnswer(answer, service, read);
}

function readAnswer<Step>(
  answer: RemoteAnswer,
  service: URL,
  read: (body: unknown) => Step | undefined,
): TakenStep<Step> {
  const { status, body, retryAfterSeconds } = answer;
  const step = status === 200 ? read(body) : undefined;
  if (step !== undefined) return { kind: 'made', step };
  const problem = readProblem(body);
  if (problem === undefined && isAccessAnswer(answer))
    throw fail('access-in-front', `Cloudflare Access asks to sign in in front of ${service.host}.`, [
      'The way through: CF_ACCESS_TOKEN=$(cloudflared access token -app=<the address>)',
    ]);
  if (problem === undefined)
    throw fail('no-such-service', `${service.host} answered ${status}, and not as a bloqr service does.`);
  const { code, title, detail } = problem;
  const message = `${title}: ${detail}`;
  if (status === 429 || code === 'unavailable') return { kind: 'again', message, retryAfterSeconds };
  const hint = status === 401 ? ['Run it again with another token: it goes on where it has come to.'] : [];
  throw fail(code, message, hint);
}

export function describeStall(reason: string | null): string {
  return reason === null ? 'The service does not get on.' : `The service cannot ask Clerk: ${reason}.`;
}

export function giveUp(message: string): CommandError {
  return fail('steps-unfinished', message, ['Run it again later: it goes on where it has come to.']);
}

function fail(code: string, message: string, lines: readonly string[] = []): CommandError {
  return new CommandError('service', code, message, { lines });
}

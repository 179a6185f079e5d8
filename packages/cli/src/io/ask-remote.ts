import type { Response } from 'undici';

/** A request to a service that the caller has named. */
export interface RemoteRequest {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default: 90 s. */
  readonly timeLimitMs?: number;
}

/** What a service answered. */
export interface RemoteAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  /** What `Retry-After` says, 0 where it says nothing. */
  readonly retryAfterSeconds: number;
}

const timeLimitDefaultMs = 90_000;
const answerBytesMax = 1024 * 1024;

/**
 * Asks a service. Goes anywhere, unlike the fetch for sources: the address is the caller's own. No redirect is followed,
 * since the request has a credential. undici is loaded with the first request.
 *
 * @throws where there is no answer in time, or one of more than 1 MB
 */
export async function askRemote(
  address: string,
  { timeLimitMs = timeLimitDefaultMs, ...request }: RemoteRequest,
): Promise<RemoteAnswer> {
  const { fetch } = await import('undici');
  let response: Response;
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    response = await fetch(address, { ...request, redirect: 'manual', signal });
  } catch (error) {
    // "fetch failed" says nothing; its cause does.
    throw error instanceof Error && error.cause !== undefined ? error.cause : error;
  }
  return toAnswer(response.status, await readText(response), new Map(response.headers));
}

/** An answer as it is told of. @param headers names in lower case */
export function toAnswer(
  status: number,
  text: string,
  headers: ReadonlyMap<string, string> = new Map(),
): RemoteAnswer {
  const retryAfter = headers.get('retry-after') ?? '';
  return {
    status,
    headers,
    text,
    body: parse(text),
    retryAfterSeconds: /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : 0,
  };
}

/**
 * By how many seconds this machine's clock is ahead of the one of whoever answered; undefined where that does not say its time.
 *
 * @param nowMs since 1970, as this machine has it
 */
export function measureClock({ headers }: RemoteAnswer, nowMs: number): number | undefined {
  const theirs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(theirs) ? undefined : Math.round((nowMs - theirs) / 1000);
}

/** @param seconds as {@link measureClock} has them */
export function describeClock(seconds: number, host: string): string {
  return `The clock of this machine is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the one of ${host}.`;
}

async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let byteCount = 0;
  if (body === null) return text;
  for await (const chunk of body) {
    byteCount += chunk.byteLength;
    if (byteCount > answerBytesMax) throw new Error('The answer is too large.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

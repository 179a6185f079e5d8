import { createParser } from 'eventsource-parser';
import type { CompileBody } from '../draft/compile-body.ts';
import type { Delay } from '../lib/delay.ts';
import type { Failure } from '../problem/failure.ts';
import { readRefusal } from '../problem/read-refusal.ts';
import type { CompileEnding, CompileEngine } from './compile-engine.ts';
import type { CompileEvent } from './compile-events.ts';
import { readCompileEvent } from './read-compile-event.ts';
import { startWatchdog } from './watchdog.ts';

/** What the stream needs of the browser and of the client of the API. */
export interface StreamPorts {
  /** Asks the service with the credential of whoever is signed in; rejects where `fetch` does. */
  readonly open: (address: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  readonly delay: Delay;
}

/** The service as an engine. */
export function createRemoteEngine(ports: StreamPorts): CompileEngine {
  return ({ body }, signal, onEvent) => streamCompile(body, ports, signal, onEvent);
}

/** The service lets hear of itself every 5 seconds at least; after three times that, nobody is there any more. */
const silenceLimitMs = 15_000;

/** How fast a request is sent at least: as slow as an old mobile line. The service is heard only after all of it. */
const sentCharactersPerMs = 20;

/** UTF-16 units of one event. The service sends lists in pieces of 64 KiB, which JSON can make six times as long. */
const eventLengthMax = 8_000_000;

/**
 * Compiles by `POST /api/compile/stream` and hands on the events as they come.
 *
 * @param signal ends the compile, here and at the service, which stops when the connection does
 */
export async function streamCompile(
  body: CompileBody,
  ports: StreamPorts,
  signal: AbortSignal,
  onEvent: (event: CompileEvent) => void,
): Promise<CompileEnding> {
  const text = JSON.stringify(body);
  const silence = new AbortController();
  const firstLimitMs = silenceLimitMs + text.length / sentCharactersPerMs;
  const watchdog = startWatchdog(firstLimitMs, silenceLimitMs, ports.delay, () => silence.abort());
  try {
    const response = await ports.open('/api/compile/stream', {
      method: 'POST',
      headers: { Accept: 'text/event-stream' },
      body: text,
      signal: AbortSignal.any([signal, silence.signal]),
    });
    watchdog.feed();
    if (!response.ok) return fail(await readRefusal(response, ports.now()));
    if (!isEventStream(response)) return fail({ kind: 'cut-off' });
    return await readEvents(response, watchdog.feed, onEvent);
  } catch {
    if (signal.aborted) return { kind: 'cancelled' };
    const seconds = silenceLimitMs / 1000;
    return fail(silence.signal.aborted ? { kind: 'silent', seconds } : { kind: 'unreachable' });
  } finally {
    watchdog.stop();
  }
}

function isEventStream({ headers }: Response): boolean {
  return (headers.get('Content-Type') ?? '').startsWith('text/event-stream');
}

async function readEvents(
  { body }: Response,
  onBytes: () => void,
  onEvent: (event: CompileEvent) => void,
): Promise<CompileEnding> {
  let ending: CompileEnding | undefined;
  const parser = createParser({
    maxBufferSize: eventLengthMax,
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') ending = fail({ kind: 'cut-off' });
    },
    onEvent: ({ event: name = 'message', data }) => {
      const event = ending === undefined ? readCompileEvent(name, data) : undefined;
      if (event === undefined) return;
      if (event.kind === 'done') ending = { kind: 'done' };
      else if (event.kind === 'problem')
        ending = fail({ kind: 'problem', problem: event.problem, retryAtMs: undefined });
      onEvent(event);
    },
  });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader !== undefined && ending === undefined) {
    try {
      const chunk = await reader.read();
      if (chunk.done) break;
      onBytes();
      parser.feed(chunk.value);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      return fail({ kind: 'cut-off' });
    }
  }
  // What follows the last event is nobody's; letting go of it frees the connection.
  reader?.cancel().catch(() => undefined);
  return ending ?? fail({ kind: 'cut-off' });
}

function fail(failure: Failure): CompileEnding {
  return { kind: 'failed', failure };
}

import { type CompileEvent, compileEventSchemas, problemCatalogue } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/test-clock.ts';
import type { CompileOrder } from '../draft/compile-body.ts';
import { Compilation, type CompilationState } from './compilation.ts';
import { describeStage } from './compile-progress.ts';
import { createRemoteEngine, type StreamPorts } from './compile-stream.ts';

const order: CompileOrder = {
  body: {
    configuration: { name: 'x', sources: [{ source: 'a' }, { source: 'b' }], transformations: [] },
    target: 'adguard-home',
    analysis: true,
  },
  firstLines: new Map(),
};

const summary = {
  ruleCount: 2,
  digest: `sha256:${'0'.repeat(64)}`,
  statistics: {
    sources: [
      { source: 'a', lineCount: 3, byteCount: 30, fileCount: 1, status: 'read' as const },
      { source: 'b', lineCount: 1, byteCount: 10, fileCount: 1, status: 'skipped' as const },
    ],
    linesRead: 4,
    ruleCount: 2,
    lineCount: 2,
    removed: { excluded: 0, notIncluded: 0, comments: 0, blank: 0, duplicate: 2, redundant: 0, invalid: 0 },
  },
  diagnosticsDropped: 7,
  refused: [{ code: 'cosmetic', message: 'No.', count: 1, examples: ['a##b'] }],
};

const started: CompileEvent = { event: 'source', data: { index: 0, source: 'a', status: 'started' } };
const events: readonly CompileEvent[] = [
  { event: 'stage', data: { stage: 'reading' } },
  started,
  { event: 'source', data: { index: 0, source: 'a', status: 'finished', lineCount: 3, byteCount: 30 } },
  { event: 'stage', data: { stage: 'writing' } },
  {
    event: 'diagnostics',
    data: {
      diagnostics: [
        { code: 'x', severity: 'error', message: 'Bad.', source: 'a', line: 2, column: 1, fix: 'Good.' },
      ],
    },
  },
  { event: 'statistics', data: summary },
  { event: 'list', data: { text: '||ä.example^\n' } },
  { event: 'list', data: { text: '||b.example^\n' } },
];
const done: CompileEvent = { event: 'done', data: {} };

/** Events as the service writes them; the contract is asked about each. */
function write(...all: readonly CompileEvent[]): string {
  return all
    .map(({ event, data }, index) => {
      compileEventSchemas[event].parse(data);
      return `id: ${index + 1}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    })
    .join('');
}

/** A compilation by the service that is reached so. */
function compileBy(ports: StreamPorts) {
  const compilation = new Compilation(ports.now);
  const engine = createRemoteEngine(ports);
  return {
    state: compilation.state,
    cancel: () => compilation.cancel(),
    start: (started: CompileOrder) => compilation.start(started, engine),
  };
}

type ServiceCompilation = ReturnType<typeof compileBy>;

/** A service whose answers the test writes piece by piece. */
function createService() {
  const clock = createTestClock();
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  let signal: AbortSignal | undefined;
  const compilation = compileBy({
    ...clock,
    open: async (_path, init) => {
      signal = init.signal ?? undefined;
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => {
          body = controller;
          signal?.addEventListener('abort', () => controller.error(new DOMException('x', 'AbortError')));
        },
      });
      return new Response(stream, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });
    },
  });
  return {
    clock,
    compilation,
    send: (text: string) => body?.enqueue(new TextEncoder().encode(text)),
    sendBytes: (bytes: Uint8Array) => body?.enqueue(bytes),
    end: () => body?.close(),
    breakOff: () => body?.error(new TypeError('network error')),
    isLeft: () => signal?.aborted,
  };
}

/** A service that takes the request and says nothing. */
function createStalled() {
  const clock = createTestClock();
  const compilation = compileBy({
    ...clock,
    open: (_path, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('x', 'AbortError')));
      }),
  });
  return { clock, compilation };
}

/** A service that answers at once. */
function answering(answer: () => Promise<Response>): ServiceCompilation {
  return compileBy({ ...createTestClock(), open: answer });
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

async function stateAfter(compilation: ServiceCompilation): Promise<CompilationState> {
  await compilation.start(order);
  return compilation.state();
}

describe('a compile', () => {
  it('shows each source as it is read, and ends with the list', async () => {
    const { compilation, send } = createService();
    const ended = compilation.start(order);
    await settle();
    send(write(...events.slice(0, 2)));
    await settle();
    const running = compilation.state();
    expect(running).toMatchObject({
      kind: 'running',
      progress: {
        sources: [
          { source: 'a', state: 'reading' },
          { source: 'b', state: 'waiting' },
        ],
      },
    });
    expect(running.kind === 'running' && describeStage(running.progress)).toBe('Reading sources: 0 of 2');
    send(write(...events.slice(2), done));
    await ended;
    expect(compilation.state()).toMatchObject({
      kind: 'finished',
      result: {
        list: { beginning: { text: '||ä.example^\n||b.example^\n', isWhole: true } },
        counts: {
          ruleCount: 2,
          linesRead: 4,
          sources: [{ status: 'read' }, { status: 'skipped' }],
          removed: { duplicate: 2 },
          refused: summary.refused,
          diagnosticsDropped: 7,
        },
        diagnostics: [{ severity: 'error', line: 2, fix: 'Good.' }],
      },
    });
  });

  it('reads events however they are cut, also inside a letter', async () => {
    const { compilation, sendBytes } = createService();
    const ended = compilation.start(order);
    await settle();
    for (const byte of new TextEncoder().encode(`: heartbeat\n\n${write(...events, done)}`)) {
      sendBytes(Uint8Array.of(byte));
    }
    await ended;
    expect(compilation.state()).toMatchObject({
      result: { list: { beginning: { text: '||ä.example^\n||b.example^\n' } } },
    });
  });

  it('passes over events that it does not know', async () => {
    const { compilation, send } = createService();
    const ended = compilation.start(order);
    await settle();
    send(`event: weather\ndata: {}\n\ndata: no name\n\nretry: 5\n\n${write(...events, done)}`);
    await ended;
    expect(compilation.state().kind).toBe('finished');
  });

  it('ends at once when it is cancelled, and lets go of the connection', async () => {
    const { compilation, send, isLeft } = createService();
    const ended = compilation.start(order);
    await settle();
    send(write(...events));
    await settle();
    compilation.cancel();
    await ended;
    expect(compilation.state()).toEqual({ kind: 'cancelled' });
    expect(isLeft()).toBe(true);
  });

  it('is not started twice', async () => {
    const { compilation, send } = createService();
    const ended = compilation.start(order);
    await compilation.start(order);
    await settle();
    send(write(...events, done));
    await ended;
    expect(compilation.state().kind).toBe('finished');
  });

  it('fails when nothing comes for 15 seconds, of which heartbeats are something', async () => {
    const { compilation, clock, send, isLeft } = createService();
    const ended = compilation.start(order);
    await settle();
    for (let beat = 0; beat < 10; beat++) {
      clock.pass(14_000);
      send(': heartbeat\n\n');
      await settle();
    }
    expect(compilation.state().kind).toBe('running');
    clock.pass(15_000);
    await ended;
    expect(compilation.state()).toMatchObject({ kind: 'failed', failure: { kind: 'silent', seconds: 15 } });
    expect(isLeft()).toBe(true);
  });

  it('waits longer where much has to be sent first', async () => {
    const { clock, compilation } = createStalled();
    const large = { mine: '||a.example^\n'.repeat(100_000) };
    const ended = compilation.start({ ...order, body: { ...order.body, preFetchedContent: large } });
    await settle();
    clock.pass(60_000);
    await settle();
    expect(compilation.state().kind).toBe('running');
    clock.pass(60_000);
    await ended;
    expect(compilation.state()).toMatchObject({ kind: 'failed', failure: { kind: 'silent' } });
  });

  it('fails where one event is larger than any that the service sends', async () => {
    const { compilation, send } = createService();
    const ended = compilation.start(order);
    await settle();
    send(`data: ${'x'.repeat(8_000_001)}`);
    await ended;
    expect(compilation.state()).toMatchObject({ kind: 'failed', failure: { kind: 'cut-off' } });
  });

  it.each([
    { name: 'ends early', end: 'end' as const },
    { name: 'breaks off', end: 'breakOff' as const },
  ])('shows nothing of a list whose answer $name', async ({ end }) => {
    const service = createService();
    const ended = service.compilation.start(order);
    await settle();
    service.send(write(...events));
    await settle();
    service[end]();
    await ended;
    expect(service.compilation.state()).toMatchObject({ kind: 'failed', failure: { kind: 'cut-off' } });
  });

  it('fails with the problem that the stream ends with', async () => {
    const { compilation, send } = createService();
    const ended = compilation.start(order);
    await settle();
    const problem = {
      type: '/errors#source-unreachable',
      ...problemCatalogue['source-unreachable'],
      detail: 'a answered 404.',
      code: 'source-unreachable' as const,
      requestId: 'id-1',
    };
    send(write(started, { event: 'problem', data: problem }));
    await ended;
    expect(compilation.state()).toMatchObject({
      kind: 'failed',
      failure: { kind: 'problem', problem: { detail: 'a answered 404.', requestId: 'id-1' } },
    });
  });
});

describe('a refusal before anything is read', () => {
  it('is shown, with the time from which to try again', async () => {
    const answer = async () =>
      new Response('{"title":"Too many requests","status":429,"detail":"Ten a minute.","requestId":"id-1"}', {
        status: 429,
        headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '30' },
      });
    expect(await stateAfter(answering(answer))).toMatchObject({
      kind: 'failed',
      failure: { problem: { title: 'Too many requests', status: 429 }, retryAtMs: 30_000 },
    });
  });

  it('is shown also where something in between refuses', async () => {
    const answer = async () => new Response('<html>Bad gateway</html>', { status: 502 });
    expect(await stateAfter(answering(answer))).toMatchObject({
      failure: { problem: { title: 'The service answered with status 502' } },
    });
  });

  it('is told from an answer that is no stream', async () => {
    const answer = async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });
    expect(await stateAfter(answering(answer))).toMatchObject({ failure: { kind: 'cut-off' } });
  });

  it('is told from a service that cannot be reached', async () => {
    const answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await stateAfter(answering(answer))).toMatchObject({ failure: { kind: 'unreachable' } });
  });
});

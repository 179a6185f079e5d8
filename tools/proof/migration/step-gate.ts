import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** When something happens to whoever asks: at a step, counted from 0, before the service hears of it or once it has answered. */
export interface GatePoint {
  readonly step: number;
  readonly side: 'before' | 'after';
}

/** Stands between a command and a service, and lets steps through one by one. */
export interface StepGate {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Steps that have come since {@link aim}. */
  readonly steps: number;
  /** What happens at a point from now on; that step never gets an answer. Without a point, all get theirs. */
  readonly aim: (point?: GatePoint, onPoint?: () => void) => void;
  readonly close: () => Promise<void>;
}

/** @param serviceUrl the origin of the service */
export async function openStepGate(serviceUrl: string): Promise<StepGate> {
  let steps = 0;
  let point: GatePoint | undefined;
  let onPoint = (): void => {};
  const isAt = (step: number, side: GatePoint['side']): boolean =>
    point?.step === step && point.side === side;

  const server = createServer(async (request, response) => {
    const step = steps++;
    const body = await text(request);
    if (isAt(step, 'before')) return onPoint();
    const answer = await forward(serviceUrl, request, body);
    const told = await answer.text();
    if (isAt(step, 'after')) return onPoint();
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? '' }).end(told);
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get steps() {
      return steps;
    },
    aim(next, onNext = () => {}) {
      steps = 0;
      point = next;
      onPoint = onNext;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(
  serviceUrl: string,
  { url = '/', method = 'GET', headers }: IncomingMessage,
  body: string,
): Promise<Response> {
  const { authorization = '', 'content-type': type = 'application/json' } = headers;
  return fetch(new URL(url, serviceUrl), {
    method,
    headers: { Authorization: authorization, 'Content-Type': type },
    ...(body !== '' && { body }),
  });
}

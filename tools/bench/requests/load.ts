import { Agent, type ClientRequest, request } from 'node:http';

/** A request as it is sent over and over; `next` gives what is different each time. */
export interface LoadTarget {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  /** The headers and the body of the n-th request, from 0. */
  readonly next?: (n: number) => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly expectedStatus: number;
}

const connections = 16;

/** Sends `count` requests, sixteen at a time, each as soon as one is answered. Gives requests per second. */
export async function runClosedLoop(target: LoadTarget, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let sent = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (sent < count) await send(target, sent++, agent);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return count / seconds;
}

/**
 * Sends requests at a fixed rate whether or not the ones before are answered, and gives the latencies in milliseconds,
 * ascending. A latency counts from when the request was due, so that a stall is not hidden by what it held up.
 */
export async function runOpenLoop(target: LoadTarget, perSecond: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const latencies: number[] = [];
  const pending: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const dueMs = start + (n * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    pending.push(send(target, n, agent).then(() => void latencies.push(performance.now() - dueMs)));
  }
  await Promise.all(pending);
  agent.destroy();
  return latencies.sort((a, b) => a - b);
}

function send(
  { port, path, method = 'GET', next, expectedStatus }: LoadTarget,
  n: number,
  agent: Agent,
): Promise<void> {
  const { headers = {}, body } = next?.(n) ?? {};
  return new Promise((resolve, reject) => {
    const sending: ClientRequest = request(
      { host: '127.0.0.1', port, path, method, agent, headers },
      (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === expectedStatus) resolve();
          else reject(new Error(`${method} ${path} answers ${response.statusCode}, not ${expectedStatus}`));
        });
      },
    );
    sending.once('error', reject);
    sending.end(body);
  });
}

import { describeProductWorker, productEntryPoint } from '../workerd/product-worker.ts';
import { startWorkerd } from '../workerd/start-workerd.ts';
import type { Side } from './command-side.ts';

/** Which addresses workerd's network lets a Worker connect to, as its configuration names them. */
export type NetworkReach = readonly ('public' | 'private')[];

const timeLimitMs = 30_000;

/** Sends compiles to the real Worker in workerd, set up as in production but for the number of requests. */
export async function openWorkerSide(reach: NetworkReach, trustedCertificate: string): Promise<Side> {
  const workerd = await startWorkerd(productEntryPoint, {
    worker: describeProductWorker({ ENVIRONMENT: 'production', RATE_LIMITS: 'anonymous=1000000000' }),
    network: `allow = ${JSON.stringify(reach)}, tlsOptions = (trustedCertificates = [embed "trusted.pem"])`,
    files: { 'trusted.pem': trustedCertificate },
    isQuiet: true,
  });
  const post = (source: string, preFetchedContent?: Readonly<Record<string, string>>) =>
    postCompile(`${workerd.url}api/compile`, {
      configuration: { name: 'Canary', sources: [{ source }] },
      preFetchedContent,
    });
  return {
    read: (source) => post(source),
    readText: (list) => post('sent', { sent: list }),
    close: workerd.stop,
  };
}

async function postCompile(url: string, order: unknown): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': '93.184.215.14' },
    body: JSON.stringify(order),
    signal: AbortSignal.timeout(timeLimitMs),
  });
  const body: unknown = await response.json();
  if (response.status === 200) return 'list';
  if (response.status === 500 || response.status === 503) {
    throw new Error(`the Worker answered ${response.status}: ${JSON.stringify(body)}`);
  }
  return String(typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : undefined);
}

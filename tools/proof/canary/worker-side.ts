import { describeProductWorker, productEntryPoint } from '../workerd/product-worker.ts';
import { startWorkerd } from '../workerd/start-workerd.ts';
import type { Side } from './command-side.ts';

/** Which addresses a network of workerd lets a Worker connect to, in its configuration's words. */
export const workerdNetworks = {
  open: 'allow = ["public", "private"]',
  /** What workerd does unless told otherwise. */
  byDefault: 'allow = ["public"]',
  /** Without reserved ranges, too, which workerd counts as public. */
  strict: `allow = ["public"], deny = ${JSON.stringify([
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '168.63.129.16/32',
    '224.0.0.0/3',
    '::/3',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '4000::/2',
    '8000::/1',
  ])}`,
} as const;

const timeLimitMs = 30_000;

/** Sends compiles to the real Worker in workerd, set up as in production but for the number of requests. */
export async function openWorkerSide(network: string, trustedCertificate: string): Promise<Side> {
  const workerd = await startWorkerd(productEntryPoint, {
    worker: describeProductWorker({
      ENVIRONMENT: 'production',
      // Somebody has to sign people in there; nobody is asked.
      CLERK_JWKS_URL: 'https://clerk.example.org/.well-known/jwks.json',
      RATE_LIMITS: 'anonymous=1000000000',
    }),
    network: `${network}, tlsOptions = (trustedCertificates = [embed "trusted.pem"])`,
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

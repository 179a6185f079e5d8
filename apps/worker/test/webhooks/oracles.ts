import { Buffer } from 'node:buffer';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import type { Delivery } from './delivery.ts';

/** Whether a public library takes a delivery; it reads the time from `Date`. */
export type Oracle = (delivery: Delivery, secret: string) => boolean | Promise<boolean>;

function isTaken(verify: () => unknown): boolean {
  try {
    verify();
    return true;
  } catch {
    return false;
  }
}

/** The public libraries that verify such deliveries, each as its documentation has it used. */
export const oracles = {
  svix: ({ headers, body }, secret) =>
    isTaken(() => new SvixWebhook(secret).verify(Buffer.from(body), headers)),
  standardwebhooks: ({ headers, body }, secret) => {
    // It knows the names without a brand only.
    const renamed = Object.entries(headers).map(([name, value]) => [
      name.replace('svix-', 'webhook-'),
      value,
    ]);
    return isTaken(() => new StandardWebhook(secret).verify(Buffer.from(body), Object.fromEntries(renamed)));
  },
  '@clerk/backend': async ({ headers, body }, secret) => {
    const request = new Request('https://bloqr.test/', { method: 'POST', headers, body });
    return verifyWebhook(request, { signingSecret: secret }).then(
      () => true,
      () => false,
    );
  },
} as const satisfies Record<string, Oracle>;

export type OracleName = keyof typeof oracles;

export const oracleNames = Object.keys(oracles) as OracleName[];

import { createHmac } from 'node:crypto';
import { parseSigningSecrets } from '@bloqr/contract';
import { idle, judge, type Outcome, type Probe, unknown } from '../checks/check.ts';
import { readText } from '../clerk/backend-api.ts';
import { readMember } from '../clerk/read-answer.ts';
import { describeClock, measureClock, type RemoteAnswer } from '../io/ask-remote.ts';
import { describeInterference } from '../io/describe-interference.ts';
import { type Deployment, isOwnAnswer } from './deployment.ts';

const path = '/api/webhooks/clerk';
/** How far off a message may be. */
const allowedSeconds = 300;
const oldSeconds = 600;

export const webhookProbes = {
  'webhook-path-open': async ({ send }) => {
    const answer = await send(path, { method: 'POST', body: '{}' });
    const reason = describeInterference(answer);
    if (reason !== undefined) return judge([`${reason} in front of ${path}.`]);
    return judge(
      isOwnAnswer(answer) ? [] : [`${path} answered ${answer.status}, and it was not the Worker.`],
    );
  },
  'webhook-post-only': async ({ send }) => {
    const findings: string[] = [];
    for (const form of [path, `${path}/`]) {
      const answer = await send(form);
      if (!isOwnAnswer(answer)) return unknown('something stands in front of it');
      const { status, headers } = answer;
      if (status !== 405 || headers.get('allow') !== 'POST')
        findings.push(`GET ${form} answered ${status}, Allow: ${headers.get('allow') ?? 'nothing'}.`);
    }
    return judge(findings);
  },
  'webhook-refuses-unsigned': async (service) => {
    const plain = await service.send(path, { method: 'POST', body: '{}' });
    if (!isOwnAnswer(plain)) return unknown('something stands in front of it');
    const forged = await deliver(service, { secret: service.randomBytes(32) });
    if (plain.status === 503 || forged.status === 503) return unknown('the service has no signing secret');
    return judge([
      ...(plain.status === 400 ? [] : [`It answered ${plain.status} to a message without a signature.`]),
      ...(forged.status === 401 ? [] : [`It answered ${forged.status} to one signed with anybody’s secret.`]),
    ]);
  },
  'webhook-takes-signed': withSecret(async (service, secret) => {
    const answer = await deliver(service, { secret });
    const outcome = readText(answer.body, 'outcome');
    if (answer.status === 200) return judge([], outcome);
    if (answer.status === 503)
      return judge([`It answered 503: ${readText(answer.body, 'detail') ?? 'no reason given'}`]);
    const seconds = measureClock(answer, service.now());
    if (seconds !== undefined && Math.abs(seconds) >= allowedSeconds)
      return judge([describeClock(seconds, service.url.host)]);
    return judge([`It answered ${answer.status}: the signing secret known here is not the one that it has.`]);
  }),
  'webhook-refuses-old': withSecret(async (service, secret) => {
    const { status } = await deliver(service, { secret, ageSeconds: oldSeconds });
    if (status === 503) return unknown('the service has no signing secret');
    return judge(status === 401 ? [] : [`It answered ${status} to a message of ${oldSeconds} s ago.`]);
  }),
  'webhook-refuses-reserialised': withSecret(async (service, secret) => {
    const { status } = await deliver(service, { secret, isReserialised: true });
    if (status === 503) return unknown('the service has no signing secret');
    return judge(
      status === 401
        ? []
        : [`It answered ${status} to a body that is not, byte for byte, the one that was signed.`],
    );
  }),
  'webhook-events-arrive': async ({ send }) => {
    const identity = readMember((await send('/api/health')).body, 'identity');
    if (identity === undefined) return idle;
    const age = readMember(identity, 'lastEventAgeSeconds');
    const lag = readMember(identity, 'lastEventLagMs');
    return judge(
      typeof age === 'number' ? [] : ['No event has arrived yet.'],
      `the last one ${age} s ago, after ${lag} ms`,
    );
  },
  'no-drift': async ({ send }) => {
    const identity = readMember((await send('/api/health')).body, 'identity');
    const drift = readMember(identity, 'drift');
    if (typeof drift !== 'number')
      return identity === undefined ? idle : unknown('accounts were not compared yet');
    return judge(drift === 0 ? [] : [`The last comparison found ${drift} users that differed.`]);
  },
} satisfies Record<string, Probe<Deployment>>;

function withSecret(probe: (service: Deployment, secret: Uint8Array) => Promise<Outcome>): Probe<Deployment> {
  return async (service) => {
    const { CLERK_WEBHOOK_SECRET, CLERK_WEBHOOK_SIGNING_SECRET } = service.values;
    const [first] = parseSigningSecrets(CLERK_WEBHOOK_SECRET ?? CLERK_WEBHOOK_SIGNING_SECRET ?? '').secrets;
    if (first === undefined) return unknown('CLERK_WEBHOOK_SECRET of this deployment is not known here');
    const answer = await service.send(path);
    return isOwnAnswer(answer) ? probe(service, first.bytes) : unknown('something stands in front of it');
  };
}

/** Delivers a message that means nothing: its type is nobody's, so that the service takes and ignores it. */
async function deliver(
  { send, now, randomBytes }: Deployment,
  order: { readonly secret: Uint8Array; readonly ageSeconds?: number; readonly isReserialised?: boolean },
): Promise<RemoteAnswer> {
  const id = `msg_bloqrverify${randomBytes(12).toString('hex')}`;
  const timestamp = String(Math.floor(now() / 1000) - (order.ageSeconds ?? 0));
  // Blanks where JSON.stringify has none.
  const body = `{"type": "bloqr.verify", "object": "event", "timestamp": ${now()}, "data": {}}`;
  const signature = createHmac('sha256', order.secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return send(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
    },
    body: order.isReserialised ? JSON.stringify(JSON.parse(body)) : body,
  });
}

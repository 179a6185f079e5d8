import { clerkEvent, clerkUser, deletedEvent, emailAddress } from './clerk-events.ts';
import { nowSeconds, otherSecret, signatureOf, testSecret, toBytes } from './delivery.ts';
import type { Random } from './random.ts';

/** A delivery in its parts, before it becomes a request. */
export interface DeliveryParts {
  readonly id: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
  readonly secret: string;
}

/** The secrets that are active at the same time in these tests. */
export const activeSecrets = [testSecret, otherSecret] as const;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const names = ['Ada', 'Zoë', '李', '😀', 'O’Hara', '"', '\\', '{}', 'null', '', ' '] as const;

/** What Svix sends for us: any id, any time that is near, any event, signed with either secret. */
export function makeValidParts(random: Random): DeliveryParts {
  return {
    id: random.pick([`msg_${random.text(letters, 27)}`, random.text(`${letters}_-`, random.nextInt(1, 128))]),
    timestamp: String(nowSeconds + random.nextInt(-300, 300)),
    body: toBytes(JSON.stringify(makeEvent(random), null, random.pick([0, 0, 1, 2]))),
    secret: random.pick(activeSecrets),
  };
}

/** The headers of a delivery that is signed as it should be, alone or among signatures of others. */
export function signParts(
  { id, timestamp, body, secret }: DeliveryParts,
  random: Random,
): Record<string, string> {
  const own = `v1,${signatureOf(id, timestamp, body, secret)}`;
  const others = [
    `v1,${signatureOf(id, timestamp, body, 'whsec_bm90IG9uZSBvZiB0aGUgYWN0aXZlIG9uZXM=')}`,
    `v1a,${random.text(letters, 86)}==`,
    'v2,x',
  ].slice(0, random.nextInt(0, 3));
  return {
    'Content-Type': random.pick(['application/json', 'application/json; charset=utf-8', 'text/plain']),
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': random.shuffle([own, ...others]).join(' '),
  };
}

function makeEvent(random: Random): unknown {
  const id = `user_${random.text(letters, 27)}`;
  const timestamp = 1_700_000_000_000 + random.nextInt(0, 100_000);
  const user = clerkUser(id, {
    first_name: random.pick(names),
    last_name: random.pick([...names, null]),
    updated_at: timestamp - random.nextInt(0, 1000),
    public_metadata: random.pick([{}, { tier: 'pro' }, { tier: random.pick(names) }, null]),
    email_addresses: [emailAddress('idn_1', `${random.text(letters, 5)}@example.org`)],
  });
  return random.pick([
    () => clerkEvent('user.created', user, { timestamp }),
    () => clerkEvent('user.updated', user, { timestamp }),
    () => deletedEvent(id, { timestamp }),
    () => clerkEvent('session.created', { id: `sess_${random.text(letters, 27)}` }, { timestamp }),
  ])();
}

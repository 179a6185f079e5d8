import type { ClerkEmulator } from '@bloqr/clerk-emulator';

/** Numbers from 0 up to 1. */
type Random = () => number;

/** The user object of Clerk, as far as a row comes from it. */
interface ClerkUser {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly primary_email_address_id: string | null;
  readonly email_addresses: readonly {
    readonly id: string;
    readonly email_address: string;
    readonly verification: { readonly status: string } | null;
  }[];
  readonly public_metadata: { readonly tier?: unknown };
  readonly banned: boolean;
  readonly updated_at: number;
  readonly last_sign_in_at: number | null;
}

/** What happened at the emulator. */
export interface ClerkHistory {
  readonly createdIds: ReadonlySet<string>;
  readonly deletedIds: ReadonlySet<string>;
}

/** Asks the emulator as an operator's program does; a fault is thrown. */
type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

export async function createAsk(emulator: ClerkEmulator): Promise<Ask> {
  const { secretKey } = await emulator.connect();
  return async (method, path, body) => {
    const answer = await emulator.app.request(`http://localhost${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${secretKey}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

/**
 * Lets people sign up, change, be banned and leave, until the emulator has announced so many changes.
 *
 * @param countAnnounced how many it has announced
 */
export async function makeHistory(
  ask: Ask,
  random: Random,
  changeCount: number,
  countAnnounced: () => number,
): Promise<ClerkHistory> {
  const createdIds = new Set<string>();
  const deletedIds = new Set<string>();
  const living: string[] = [];
  let step = 0;
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const changes: readonly ((id: string) => Promise<unknown>)[] = [
    (id) =>
      ask('PATCH', `/v1/users/${id}`, {
        first_name: `Ada ${step}`,
        last_name: pick(['Doe', 'Öztürk', '李']),
      }),
    (id) =>
      ask('PATCH', `/v1/users/${id}/metadata`, {
        public_metadata: { tier: pick(['free', 'pro', 'admin', null]) },
      }),
    (id) => ask('POST', `/v1/users/${id}/ban`),
    (id) => ask('POST', `/v1/users/${id}/unban`),
    (id) =>
      ask('POST', '/v1/email_addresses', {
        user_id: id,
        email_address: `person${step}@example.org`,
        verified: pick([true, false]),
        primary: true,
      }),
  ];
  while (countAnnounced() < changeCount) {
    step++;
    const chance = random();
    if (living.length === 0 || chance < 0.2) {
      const person = await ask('POST', '/v1/users', {
        email_address: [`person${step}@example.org`],
        first_name: 'Ada',
        skip_password_requirement: true,
        public_metadata: pick([{}, { tier: 'pro' }, { tier: 'admin' }, { tier: 'root' }]),
      });
      const { id } = person as ClerkUser;
      createdIds.add(id);
      living.push(id);
    } else if (chance < 0.28) {
      const [id = ''] = living.splice(Math.floor(random() * living.length), 1);
      await ask('DELETE', `/v1/users/${id}`);
      deletedIds.add(id);
    } else await pick(changes)(pick(living));
  }
  return { createdIds, deletedIds };
}

/** What the table has to say of everybody whom the emulator has, stated from its user objects and not by the Worker's code. */
export async function listExpectedRows(
  ask: Ask,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const rows = new Map<string, Readonly<Record<string, unknown>>>();
  const limit = 500;
  for (let offset = 0; ; offset += limit) {
    const page = (await ask('GET', `/v1/users?limit=${limit}&offset=${offset}`)) as readonly ClerkUser[];
    for (const user of page) rows.set(user.id, describeRow(user));
    if (page.length < limit) return rows;
  }
}

function describeRow(user: ClerkUser): Readonly<Record<string, unknown>> {
  const primary = user.email_addresses.find(({ id }) => id === user.primary_email_address_id);
  const { tier } = user.public_metadata;
  const names = [user.first_name, user.last_name].filter((name) => name !== null && name !== '');
  return {
    email: primary?.email_address ?? null,
    email_verified: primary?.verification?.status === 'verified' ? 1 : 0,
    tier: tier === 'pro' || tier === 'admin' ? tier : 'free',
    role: 'user',
    display_name: names.length === 0 ? null : names.join(' '),
    first_name: user.first_name,
    last_name: user.last_name,
    banned: user.banned ? 1 : 0,
    source_updated_at: user.updated_at,
    last_sign_in_at: user.last_sign_in_at === null ? null : new Date(user.last_sign_in_at).toISOString(),
  };
}

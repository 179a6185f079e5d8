import type { ClerkEmulator } from '@bloqr/clerk-emulator';
import { createAsk } from '../convergence/clerk-history.ts';

/** Somebody of Clerk's. */
export interface MovingPerson {
  readonly id: string;
  readonly email: string;
  /** With what CSV has to quote. */
  readonly lastName: string;
}

/** What all of them have as a password, and its digest, of the least cost there is. */
const password = 'correct horse battery';
export const digest = '$2b$04$lgjFJz45ohqVBBJTr8N5euVMID.ISGMzljNVFYvmFMb1Y58EZqU3W';

/** Has people sign up at Clerk; the first of them is an administrator. */
export async function createPeople(emulator: ClerkEmulator, count: number): Promise<readonly MovingPerson[]> {
  const ask = await createAsk(emulator);
  const people: MovingPerson[] = [];
  for (let n = 0; n < count; n++) {
    const email = `person-${n}@example.org`;
    const lastName = n % 2 === 0 ? `O'Hara, "Kim" ${n}` : `Two\nLines ${n}`;
    const made = await ask('POST', '/v1/users', {
      email_address: [email],
      last_name: lastName,
      skip_password_requirement: true,
      ...(n === 0 && { public_metadata: { tier: 'admin' } }),
    });
    people.push({ id: readText(made, 'id'), email, lastName });
  }
  return people;
}

/** The file that Clerk's dashboard gives. */
export function describeExport(people: readonly MovingPerson[]): string {
  const columns = [
    'id',
    'last_name',
    'primary_email_address',
    'totp_secret',
    'password_digest',
    'password_hasher',
  ];
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = people.map(({ id, email, lastName }) =>
    [id, quote(lastName), email, '', digest, 'bcrypt'].join(','),
  );
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/**
 * Has the administrator come to a service for the first time, and waits until it knows from Clerk what they are.
 *
 * @returns an API key of theirs
 */
export async function letAdministratorIn(
  emulator: ClerkEmulator,
  userId: string,
  serviceUrl: string,
): Promise<string> {
  const { jwt } = await emulator.mintToken({ userId, origin: serviceUrl });
  const headers = { Authorization: `Bearer ${jwt}`, 'Content-Type': 'application/json' };
  for (let attempt = 0; attempt < 100; attempt++) {
    const account: unknown = await (await fetch(`${serviceUrl}/api/account`, { headers })).json();
    if (readText(account, 'tier') === 'admin') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const body = JSON.stringify({ name: 'from before', scopes: ['account'] });
  const made = await fetch(`${serviceUrl}/api/keys`, { method: 'POST', headers, body });
  return readText(await made.json(), 'key');
}

/** Signs in with Better Auth; the status of the answer. */
export async function signIn(serviceUrl: string, email: string): Promise<number> {
  const answer = await fetch(`${serviceUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: serviceUrl },
    body: JSON.stringify({ email, password }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

function readText(value: unknown, name: string): string {
  const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof member !== 'string') throw new Error(`there is no ${name} in ${JSON.stringify(value)}`);
  return member;
}

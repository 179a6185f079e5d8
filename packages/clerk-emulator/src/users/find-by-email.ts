import type { Instance } from '../instance/instance.ts';
import type { StoredUser } from './user.ts';

/** The user who has verified this address; Clerk keeps addresses in lower case. */
export function findUserByEmail(instance: Instance, emailAddress: string): StoredUser | undefined {
  const wanted = emailAddress.trim().toLowerCase();
  return [...instance.users.values()].find(({ user }) =>
    user.email_addresses.some(
      ({ email_address, verification }) => email_address === wanted && verification?.status === 'verified',
    ),
  );
}

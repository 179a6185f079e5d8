import { z } from 'zod';

const metadata = z.record(z.string(), z.unknown()).nullable();

/** What the pages show of a user. */
export const pageUser = z.object({
  id: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  username: z.string().nullable(),
  primary_email_address_id: z.string().nullable(),
  email_addresses: z.array(z.object({ id: z.string(), email_address: z.string() })),
  public_metadata: metadata,
  private_metadata: metadata,
  unsafe_metadata: metadata,
  banned: z.boolean(),
  created_at: z.number(),
  updated_at: z.number(),
  last_sign_in_at: z.number().nullable(),
});

export type PageUser = z.output<typeof pageUser>;

/** The address that counts, or null. */
export function findEmail(user: PageUser): string | null {
  return user.email_addresses.find(({ id }) => id === user.primary_email_address_id)?.email_address ?? null;
}

/** How a user is called: by name, user name, e-mail address or id, whichever there is first. */
export function nameUser(user: PageUser): string {
  const names = [user.first_name, user.last_name].filter((name) => name !== null && name !== '');
  return names.join(' ') || user.username || findEmail(user) || user.id;
}

import { fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/** A passkey of whoever is signed in. */
export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  /** Whether it is kept by more than one device, as those of password managers are. */
  readonly isSynced: boolean;
  readonly createdAt: string;
}

/** Characters of a name; the service takes as many of a person's. */
export const passkeyNameMax = 100;

/** Reads the answer of `/passkey/list-user-passkeys`. */
export function readPasskeys(value: unknown): readonly OwnPasskey[] {
  return listOf(value).map((entry) => {
    const passkey = fieldsOf(entry);
    return {
      id: textOf(passkey.id),
      name: textOf(passkey.name).trim() || 'Passkey',
      isSynced: passkey.backedUp === true,
      createdAt: textOf(passkey.createdAt),
    };
  });
}

import { badRequest, notFound } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import { newSigningKey, nextKid, type SigningKey } from './signing-key.ts';

/** Makes a key that signs from now on; the others stay in the key set until they are removed. */
export async function rotateKeys(instance: Instance): Promise<SigningKey> {
  const made = await newSigningKey('', instance.now());
  // The id is chosen after the wait, so that two rotations at once get two ids.
  const key = { ...made, kid: nextKid(instance.id, instance.signingKeys) };
  instance.signingKeys = [...instance.signingKeys, key];
  instance.touch();
  return key;
}

/** Takes an older key out of the key set: tokens that it signed are worth nothing any more. */
export function removeKey(instance: Instance, kid: string): void {
  if (!instance.signingKeys.some((key) => key.kid === kid)) {
    throw notFound('Signing key not found', `No signing key was found with id ${kid}`);
  }
  if (kid === instance.signingKey.kid) {
    throw badRequest(
      'signing_key_in_use',
      'signing key in use',
      'This key signs. Rotate first, then remove it.',
    );
  }
  instance.signingKeys = instance.signingKeys.filter((key) => key.kid !== kid);
  instance.touch();
}

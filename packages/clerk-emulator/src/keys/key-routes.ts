import type { EmulatorContext } from '../http/emulator-env.ts';
import { describePublicJwk } from './signing-key.ts';

/** The key set: all keys, the one that signs among them. */
export function answerKeySet(c: EmulatorContext): Response {
  return c.json({ keys: c.get('instance').signingKeys.map(describePublicJwk) });
}

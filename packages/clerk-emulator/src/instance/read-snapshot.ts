import { z } from 'zod';
import { makeId, type RandomBytes } from '../ids/make-id.ts';
import {
  checkSecretKey,
  newDevelopmentHost,
  newSecretKey,
  readPublishableKey,
} from '../keys/instance-keys.ts';
import { newSigningKey, type SigningKey } from '../keys/signing-key.ts';
import { settingsDefault } from './instance-settings.ts';
import type { InstanceSnapshot } from './instance-store.ts';

/** Keys that the instance is to have instead of those it would make up; keys that were kept count more. */
export interface GivenKeys {
  readonly publishableKey?: string | undefined;
  readonly secretKey?: string | undefined;
}

/** What is made anew with a new instance. */
export interface MakingPorts {
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
}

/** The instance that was kept, checked, or a new one. Throws for what is no state of this version. */
export async function readSnapshot(
  kept: InstanceSnapshot | undefined,
  ports: MakingPorts,
  given: GivenKeys,
): Promise<InstanceSnapshot> {
  return kept === undefined ? makeSnapshot(ports, given) : checkSnapshot(kept);
}

async function makeSnapshot({ now, randomBytes }: MakingPorts, given: GivenKeys): Promise<InstanceSnapshot> {
  const instanceId = makeId('ins', now(), randomBytes);
  return {
    version: 1,
    instanceId,
    host: readHost(given.publishableKey, randomBytes),
    secretKey: given.secretKey === undefined ? newSecretKey(randomBytes) : checkSecretKey(given.secretKey),
    signingKeys: [await newSigningKey(instanceId, now())],
    settings: settingsDefault,
    users: [],
    sessions: [],
    jwtTemplates: [],
    tickets: [],
  };
}

function readHost(publishableKey: string | undefined, randomBytes: RandomBytes): string {
  return publishableKey === undefined ? newDevelopmentHost(randomBytes) : readPublishableKey(publishableKey);
}

const snapshotForm = z.looseObject({
  version: z.literal(1),
  instanceId: z.string().startsWith('ins_'),
  host: z.string().endsWith('.clerk.accounts.dev'),
  secretKey: z.string().startsWith('sk_test_'),
  signingKeys: z.array(z.custom<SigningKey>((key) => typeof key === 'object' && key !== null)).min(1),
});

/** The emulator wrote it itself; this finds a file of another version, or one that somebody edited. */
function checkSnapshot(snapshot: InstanceSnapshot): InstanceSnapshot {
  const result = snapshotForm.safeParse(snapshot);
  if (!result.success) {
    throw new Error(`The kept state is not one of this emulator: ${z.prettifyError(result.error)}`);
  }
  return { ...snapshot, settings: { ...settingsDefault, ...snapshot.settings } };
}

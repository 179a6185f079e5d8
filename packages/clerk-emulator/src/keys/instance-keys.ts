import { type RandomBytes, randomLetters } from '../ids/make-id.ts';
import { adjectives, animals } from './host-words.data.ts';

const developmentHost = /^[a-z0-9-]+\.clerk\.accounts\.dev$/;

/** Why the emulator does not start with these settings. */
export class EmulatorRefusal extends Error {
  override readonly name = 'EmulatorRefusal';
}

/**
 * A host of the shape that development instances have. Real clerk-js takes its development flows by that shape.
 *
 * @example
 * newDevelopmentHost(randomBytes) // 'clever-otter-42.clerk.accounts.dev'
 */
export function newDevelopmentHost(randomBytes: RandomBytes): string {
  const [first = 0, second = 0, third = 0] = randomBytes(3);
  const adjective = adjectives[first % adjectives.length];
  const animal = animals[second % animals.length];
  return `${adjective}-${animal}-${String(third % 100).padStart(2, '0')}.clerk.accounts.dev`;
}

/** `sk_test_` and 42 letters and digits, as Clerk makes them. */
export function newSecretKey(randomBytes: RandomBytes): string {
  return `sk_test_${randomLetters(42, randomBytes)}`;
}

/** The publishable key of a development instance: its Frontend API's host and `$`, in base64. */
export function describePublishableKey(host: string): string {
  return `pk_test_${btoa(`${host}$`)}`;
}

/**
 * The host inside a publishable key.
 *
 * @throws EmulatorRefusal for a live key, and for anything that is not the key of a development instance
 */
export function readPublishableKey(key: string): string {
  refuseLiveKey('publishable key', key);
  const text = decodeBase64(/^pk_test_([A-Za-z0-9+/]+={0,2})$/.exec(key)?.[1]);
  const host = text?.endsWith('$') ? text.slice(0, -1) : '';
  if (developmentHost.test(host)) return host;
  throw new EmulatorRefusal(
    'The publishable key is not one of a development instance: pk_test_ and "<name>.clerk.accounts.dev$" in base64.',
  );
}

/** @throws EmulatorRefusal for a live key, and for anything else that is no key for tests */
export function checkSecretKey(key: string): string {
  refuseLiveKey('secret key', key);
  if (/^sk_test_[A-Za-z0-9]{20,}$/.test(key)) return key;
  throw new EmulatorRefusal(
    'The secret key is not one of a development instance: sk_test_ and letters and digits.',
  );
}

/** Says of live keys only that they are live: the key itself belongs in no log. */
function refuseLiveKey(what: string, key: string): void {
  if (!/^[ps]k_live_/.test(key)) return;
  throw new EmulatorRefusal(
    `The ${what} is a live key. The emulator is for development and tests only and takes none: keep live keys out of local settings.`,
  );
}

function decodeBase64(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : atob(text);
  } catch {
    return undefined;
  }
}

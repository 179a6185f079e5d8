import { type Outcome, outcomeOfAuth } from '../forms/submission.ts';
import type { Passkeys } from '../platform.ts';
import type { AuthApi } from '../session/better-auth/auth-api.ts';

/** What a ceremony takes; `passkeys` is undefined where this browser has none. */
export interface CeremonyParts {
  readonly auth: Pick<AuthApi, 'get' | 'post'>;
  readonly passkeys: Passkeys | undefined;
}

const none: Outcome = {
  kind: 'refused',
  message: 'This browser cannot use passkeys here. They need a current browser and a page over https.',
};

/** Makes a passkey and tells the service of it. Never rejects. */
export async function addPasskey({ auth, passkeys }: CeremonyParts, name: string): Promise<Outcome> {
  if (passkeys === undefined) return none;
  const options = await auth.get('/passkey/generate-register-options');
  if (options.kind === 'refused') return outcomeOfAuth(options);
  try {
    const response = await passkeys.create(options.value);
    return outcomeOfAuth(
      await auth.post('/passkey/verify-registration', { response, name }),
      'Added. You can sign in with it.',
    );
  } catch (error) {
    return { kind: 'refused', message: describeCeremony(error, 'create') };
  }
}

/** Signs in with a passkey that the browser, or whoever uses it, chooses. Never rejects. */
export async function signInWithPasskey({ auth, passkeys }: CeremonyParts): Promise<Outcome> {
  if (passkeys === undefined) return none;
  const options = await auth.get('/passkey/generate-authenticate-options');
  if (options.kind === 'refused') return outcomeOfAuth(options);
  try {
    const response = await passkeys.prove(options.value);
    return outcomeOfAuth(await auth.post('/passkey/verify-authentication', { response }));
  } catch (error) {
    return { kind: 'refused', message: describeCeremony(error, 'prove') };
  }
}

/** Why a ceremony came to nothing; browsers say little of it, so that pages learn nothing of who has which passkey. */
export function describeCeremony(error: unknown, what: 'create' | 'prove'): string {
  switch (error instanceof Error ? error.name : '') {
    case 'InvalidStateError':
      return 'There is a passkey for this account on this device already.';
    case 'SecurityError':
      return 'This browser takes no passkeys for this address. They need https, or localhost.';
    case 'NotAllowedError':
    case 'AbortError':
      return what === 'create'
        ? 'No passkey was made: it was cancelled, or took too long.'
        : 'No passkey was used: it was cancelled, took too long, or there is none on this device.';
    default:
      return 'The browser could not do it. Try again, or another browser.';
  }
}

import { type ClerkClient, createClerkClient } from '@clerk/backend';
import type { ServedEmulator } from './serve-emulator.ts';

/** What a call may use. */
export interface SdkScene {
  readonly clerk: ClerkClient;
  readonly served: ServedEmulator;
  /** An address that nobody has. */
  readonly freshEmail: () => string;
}

/** One call of `@clerk/backend` and what must come of it. */
export interface SdkCall {
  /** As one writes it, `users.getUser`. */
  readonly name: string;
  /** Rejects where the answer is not as it should be. */
  readonly run: (scene: SdkScene) => Promise<void>;
}

/** The real client, pointed at an emulator. */
export function createScene(served: ServedEmulator): SdkScene {
  let count = 0;
  const { url: apiUrl, secretKey, publishableKey } = served;
  const clerk = createClerkClient({ apiUrl, secretKey, publishableKey, telemetry: { disabled: true } });
  return { clerk, served, freshEmail: () => `person${++count}@example.com` };
}

/** A user with a name and an address. */
export async function createUser({ clerk, freshEmail }: SdkScene) {
  return clerk.users.createUser({ emailAddress: [freshEmail()], firstName: 'Maria', lastName: 'Doe' });
}

/** A user with a session. */
export async function createSession(scene: SdkScene) {
  const user = await createUser(scene);
  return { user, session: await scene.clerk.sessions.createSession({ userId: user.id }) };
}

/** The template of the guide, under a name of its own. */
export async function createTemplate({ clerk, freshEmail }: SdkScene) {
  return clerk.jwtTemplates.create({
    name: `template-${freshEmail()}`,
    claims: { metadata: '{{user.public_metadata}}' },
  });
}

import type { FrontendClient } from '../frontend/frontend-client.ts';
import type { JwtTemplate } from '../jwt-templates/jwt-template.ts';
import type { SigningKey } from '../keys/signing-key.ts';
import type { Session } from '../sessions/session.ts';
import type { StoredTicket } from '../tickets/ticket.ts';
import type { StoredUser } from '../users/user.ts';
import type { WebhookState } from '../webhooks/webhook-state.ts';
import type { InstanceSettings } from './instance-settings.ts';

/** Everything that an instance is, as JSON. It holds secrets: whoever writes it down lets nobody else read it. */
export interface InstanceSnapshot {
  readonly version: 1;
  readonly instanceId: string;
  /** `<adjective>-<animal>-<NN>.clerk.accounts.dev`. */
  readonly host: string;
  readonly secretKey: string;
  /** The last one signs. */
  readonly signingKeys: readonly SigningKey[];
  readonly settings: InstanceSettings;
  readonly users: readonly StoredUser[];
  readonly sessions: readonly Session[];
  readonly jwtTemplates: readonly JwtTemplate[];
  readonly tickets: readonly StoredTicket[];
  /** Browsers; left out before the first. */
  readonly clients?: readonly FrontendClient[];
  /** Endpoints, messages and attempts; left out before the first. */
  readonly webhooks?: WebhookState;
}

/** Where an instance is kept between starts. */
export interface InstanceStore {
  /** What `save` was given last; undefined before the first time. */
  readonly load: () => Promise<InstanceSnapshot | undefined>;
  /** Resolves when a later start would find it. */
  readonly save: (snapshot: InstanceSnapshot) => Promise<void>;
}

/** A store that forgets with the process. */
export function createMemoryStore(snapshot?: InstanceSnapshot): InstanceStore {
  let kept = snapshot;
  return {
    load: async () => kept,
    save: async (latest) => {
      kept = latest;
    },
  };
}

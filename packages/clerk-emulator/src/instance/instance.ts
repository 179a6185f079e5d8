import type { FrontendClient } from '../frontend/frontend-client.ts';
import { makeId, type RandomBytes } from '../ids/make-id.ts';
import type { JwtTemplate } from '../jwt-templates/jwt-template.ts';
import { describePublishableKey } from '../keys/instance-keys.ts';
import type { SigningKey } from '../keys/signing-key.ts';
import type { Mail } from '../mail/mail.ts';
import type { Session } from '../sessions/session.ts';
import type { StoredTicket } from '../tickets/ticket.ts';
import type { StoredUser } from '../users/user.ts';
import type { WebhookEvent } from '../webhook-event.ts';
import type { InstanceSettings } from './instance-settings.ts';
import type { InstanceSnapshot } from './instance-store.ts';

/** What an instance is given by whoever runs it. */
export interface InstancePorts {
  /** Writes down what `describeSnapshot` gives. */
  readonly save: () => Promise<void>;
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  readonly onEvent: (event: WebhookEvent) => void | Promise<void>;
  readonly onMail: (mail: Mail) => void;
}

const eventsMax = 1000;
const mailsMax = 100;

/** An event with its place in the order of all events since the start, from 1. */
export interface NumberedEvent {
  readonly sequence: number;
  readonly event: WebhookEvent;
}

/**
 * The one instance that an emulator is: its keys, settings, users and sessions. Changes are made at once and in memory;
 * `settle` writes them down and hands on what is to be announced, before the request is answered.
 */
export class Instance {
  readonly id: string;
  readonly host: string;
  readonly secretKey: string;
  readonly users: Map<string, StoredUser>;
  readonly sessions: Map<string, Session>;
  readonly jwtTemplates: Map<string, JwtTemplate>;
  readonly tickets: Map<string, StoredTicket>;
  /** Browsers that have asked the Frontend API, oldest first. */
  readonly clients: Map<string, FrontendClient>;
  /** The latest announced events, oldest first; at most 1000 are remembered. */
  readonly events: NumberedEvent[] = [];
  /** The latest e-mails, oldest first; at most 100 are remembered, until the process ends. */
  readonly mails: Mail[] = [];
  signingKeys: readonly SigningKey[];
  settings: InstanceSettings;
  readonly #ports: InstancePorts;
  readonly #pending: WebhookEvent[] = [];
  #isChanged = false;
  #saving: Promise<void> | undefined;

  constructor(snapshot: InstanceSnapshot, ports: InstancePorts) {
    this.id = snapshot.instanceId;
    this.host = snapshot.host;
    this.secretKey = snapshot.secretKey;
    this.signingKeys = snapshot.signingKeys;
    this.settings = snapshot.settings;
    this.users = new Map(snapshot.users.map((stored) => [stored.user.id, stored]));
    this.sessions = new Map(snapshot.sessions.map((session) => [session.id, session]));
    this.jwtTemplates = new Map(snapshot.jwtTemplates.map((template) => [template.id, template]));
    this.tickets = new Map(snapshot.tickets.map((ticket) => [ticket.resource.id, ticket]));
    this.clients = new Map((snapshot.clients ?? []).map((client) => [client.id, client]));
    this.#ports = ports;
  }

  /** Who signs its tokens: the Frontend API, as the publishable key names it. */
  get issuer(): string {
    return `https://${this.host}`;
  }

  get publishableKey(): string {
    return describePublishableKey(this.host);
  }

  /** The key that signs; older ones only stay in the key set. */
  get signingKey(): SigningKey {
    const key = this.signingKeys.at(-1);
    if (key === undefined) throw new Error('An instance always has a signing key.');
    return key;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#ports.now();
  }

  get randomBytes(): RandomBytes {
    return this.#ports.randomBytes;
  }

  newId(prefix: string): string {
    return makeId(prefix, this.now(), this.#ports.randomBytes);
  }

  /** To be called with every change, so that `settle` writes it down. */
  touch(): void {
    this.#isChanged = true;
  }

  /** Queues an event; it goes out with `settle`. */
  announce(type: WebhookEvent['type'], data: WebhookEvent['data']): void {
    const event: WebhookEvent = {
      data,
      event_attributes: { http_request: { client_ip: '', user_agent: '' } },
      instance_id: this.id,
      object: 'event',
      timestamp: this.now(),
      type,
    };
    this.#pending.push(event);
    this.events.push({ sequence: (this.events.at(-1)?.sequence ?? 0) + 1, event });
    if (this.events.length > eventsMax) this.events.shift();
  }

  /** Keeps an e-mail for the mailbox, in place of sending it. */
  sendMail(mail: Mail): void {
    this.mails.push(mail);
    if (this.mails.length > mailsMax) this.mails.shift();
    this.#ports.onMail(mail);
  }

  /**
   * Writes down what has changed, then hands on the events in their order, and waits for both. A request that comes while
   * another is waiting waits for the same writing where that has its change, too.
   */
  async settle(): Promise<void> {
    if (this.#isChanged) this.#saving = this.#save();
    await this.#saving;
    for (let event = this.#pending.shift(); event !== undefined; event = this.#pending.shift()) {
      await this.#ports.onEvent(event);
    }
  }

  async #save(): Promise<void> {
    this.#isChanged = false;
    try {
      await this.#ports.save();
    } catch (error) {
      // The next request tries again.
      this.#isChanged = true;
      throw error;
    }
  }

  describeSnapshot(): InstanceSnapshot {
    return {
      version: 1,
      instanceId: this.id,
      host: this.host,
      secretKey: this.secretKey,
      signingKeys: this.signingKeys,
      settings: this.settings,
      users: [...this.users.values()],
      sessions: [...this.sessions.values()],
      jwtTemplates: [...this.jwtTemplates.values()],
      tickets: [...this.tickets.values()],
      clients: [...this.clients.values()],
    };
  }
}

import { parseEndpointUrl } from './endpoint-url.ts';
import type { Faults } from './faults.ts';
import { createSigningSecret, parseSigningSecret } from './signing-secret.ts';
import { WebhookError } from './webhook-error.ts';
import type { SigningSecret, WebhookEndpoint } from './webhook-state.ts';

/** As many endpoints as Svix allows an application. https://docs.svix.com/limits */
const endpointsMax = 50;
/** As many earlier secrets as Svix keeps. https://docs.svix.com/receiving/key-rotation */
const earlierSecretsMax = 10;
const overlapMsDefault = 24 * 60 * 60 * 1000;

/** An endpoint as it is asked for. */
export interface EndpointDraft {
  readonly url: string;
  /** None named means all. */
  readonly eventTypes?: readonly string[];
  /** One or several, the newest first; made here where none is given. */
  readonly secrets?: readonly string[];
  readonly headerPrefix?: WebhookEndpoint['headerPrefix'];
  readonly isDisabled?: boolean;
  readonly faults?: Partial<Faults>;
}

/** What is to change; what is not named stays. */
export type EndpointChange = Partial<EndpointDraft>;

/** What the registry needs of the outside. */
export interface RegistryPorts {
  readonly now: () => number;
  readonly newId: (prefix: string) => string;
  readonly allowedHosts: readonly string[];
}

/** The endpoints, in the order in which they were made. */
export class EndpointRegistry {
  readonly #endpoints: Map<string, WebhookEndpoint>;
  readonly #ports: RegistryPorts;

  constructor(endpoints: readonly WebhookEndpoint[], ports: RegistryPorts) {
    this.#endpoints = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    this.#ports = ports;
  }

  list(): readonly WebhookEndpoint[] {
    return [...this.#endpoints.values()];
  }

  find(id: string): WebhookEndpoint | undefined {
    return this.#endpoints.get(id);
  }

  /** @throws WebhookError `endpoint-not-found` */
  get(id: string): WebhookEndpoint {
    const endpoint = this.#endpoints.get(id);
    if (endpoint === undefined) throw new WebhookError('endpoint-not-found', `There is no endpoint ${id}.`);
    return endpoint;
  }

  /** @throws WebhookError for an address or a secret that is not one, and beyond 50 endpoints */
  create(draft: EndpointDraft): WebhookEndpoint {
    if (this.#endpoints.size >= endpointsMax) {
      throw new WebhookError('endpoints-exhausted', `There are ${endpointsMax} endpoints; remove one first.`);
    }
    const { now, newId } = this.#ports;
    const blank: WebhookEndpoint = {
      id: newId('ep'),
      url: '',
      eventTypes: [],
      secrets: [{ secret: createSigningSecret(), expiresAt: null }],
      headerPrefix: 'svix',
      disabled: null,
      faults: {},
      streak: null,
      createdAt: now(),
    };
    return this.#put(this.#change(blank, { ...draft }));
  }

  /** @throws WebhookError as `create`, and `endpoint-not-found` */
  update(id: string, change: EndpointChange): WebhookEndpoint {
    return this.#put(this.#change(this.get(id), change));
  }

  /** @throws WebhookError `endpoint-not-found` */
  remove(id: string): void {
    this.get(id);
    this.#endpoints.delete(id);
  }

  /**
   * Gives an endpoint another secret; the earlier ones go on signing for a while beside it.
   *
   * @param overlapMs how long, 24 hours as with Svix where nothing is said, 0 for not at all
   * @throws WebhookError `endpoint-not-found`, `signing-secret-invalid`
   */
  rotateSecret(id: string, secret = createSigningSecret(), overlapMs = overlapMsDefault): WebhookEndpoint {
    parseSigningSecret(secret);
    const endpoint = this.get(id);
    const now = this.#ports.now();
    const until = now + overlapMs;
    const earlier = endpoint.secrets
      .filter((old) => old.secret !== secret)
      .map((old) => ({ ...old, expiresAt: Math.min(old.expiresAt ?? until, until) }))
      .filter(({ expiresAt }) => expiresAt > now)
      .slice(0, earlierSecretsMax);
    return this.#put({ ...endpoint, secrets: [{ secret, expiresAt: null }, ...earlier] });
  }

  /** Keeps what delivering found out about an endpoint that is still here. */
  record(endpoint: WebhookEndpoint): WebhookEndpoint {
    return this.#put(endpoint);
  }

  #put(endpoint: WebhookEndpoint): WebhookEndpoint {
    this.#endpoints.set(endpoint.id, endpoint);
    return endpoint;
  }

  #change(endpoint: WebhookEndpoint, change: EndpointChange): WebhookEndpoint {
    const { now, allowedHosts } = this.#ports;
    const { url, eventTypes, secrets, headerPrefix, isDisabled, faults } = change;
    return {
      ...endpoint,
      ...(url !== undefined && { url: parseEndpointUrl(url, allowedHosts) }),
      ...(eventTypes !== undefined && { eventTypes: [...new Set(eventTypes)] }),
      ...(secrets !== undefined && { secrets: parseSecrets(secrets) }),
      ...(headerPrefix !== undefined && { headerPrefix }),
      ...(faults !== undefined && { faults }),
      ...(isDisabled === true && { disabled: endpoint.disabled ?? { reason: 'by-hand', at: now() } }),
      // Whoever enables an endpoint again gives it another five days.
      ...(isDisabled === false && { disabled: null, streak: null }),
    };
  }
}

function parseSecrets(secrets: readonly string[]): readonly SigningSecret[] {
  const distinct = [...new Set(secrets)];
  if (distinct.length === 0 || distinct.length > earlierSecretsMax + 1) {
    throw new WebhookError(
      'signing-secret-invalid',
      `An endpoint has from 1 to ${earlierSecretsMax + 1} signing secrets.`,
    );
  }
  for (const secret of distinct) parseSigningSecret(secret);
  return distinct.map((secret) => ({ secret, expiresAt: null }));
}

import type { Instance } from '../instance/instance.ts';
import { describeSession, isLive, type Session } from '../sessions/session.ts';
import type { FrontendClient } from './frontend-client.ts';

/** How many browsers are remembered. Beyond it, the oldest that is signed out is forgotten; it is given another secret. */
const clientsMax = 1000;

/** Makes a client for a browser that comes for the first time. */
export function createClient(instance: Instance): FrontendClient {
  const now = instance.now();
  const client: FrontendClient = {
    id: instance.newId('client'),
    devBrowserId: instance.newId('dvb'),
    lastActiveSessionId: null,
    lastAuthenticationStrategy: null,
    signIn: null,
    signUp: null,
    createdAt: now,
    updatedAt: now,
  };
  instance.clients.set(client.id, client);
  forgetOldest(instance);
  instance.touch();
  return client;
}

function forgetOldest(instance: Instance): void {
  if (instance.clients.size <= clientsMax) return;
  for (const { id } of instance.clients.values()) {
    if (listLiveSessions(instance, id).length > 0) continue;
    instance.clients.delete(id);
    return;
  }
}

/** The client with this id. It is there: `requireBrowser` found it in the same request. */
export function getClient(instance: Instance, id: string): FrontendClient {
  const client = instance.clients.get(id);
  if (client === undefined) throw new Error(`There is no client ${id}.`);
  return client;
}

/** Changes a client. */
export function changeClient(
  instance: Instance,
  id: string,
  change: Partial<FrontendClient>,
): FrontendClient {
  const client = { ...getClient(instance, id), ...change, updatedAt: instance.now() };
  instance.clients.set(id, client);
  instance.touch();
  return client;
}

/** The sessions of a browser for which tokens may be made, oldest first. */
export function listLiveSessions(instance: Instance, clientId: string): readonly Session[] {
  return [...instance.sessions.values()]
    .filter((session) => session.client_id === clientId)
    .map((session) => describeSession(session, instance.now()))
    .filter(isLive);
}

import { fieldsOf, parseJson, textOf } from '../lib/read-fields.ts';
import { createBetterAuthAdapter } from './better-auth/better-auth-adapter.ts';
import { CurrentSession, type Session, type SettledSessionState, type SignedInPerson } from './session.ts';
import type { AdapterState, SessionAdapter } from './session-adapter.ts';
import { type ProviderName, readSignInWays, type SignInWays } from './sign-in-ways.ts';

/** What a session needs of the browser. */
export interface SessionPorts {
  readonly fetch: typeof fetch;
  /** `document.cookie`, as far as pages can read cookies. */
  readonly readCookies: () => string;
  /** Calls `run` when somebody comes back to the page. */
  readonly onReturn: (run: () => void) => void;
  /** Fetches what asks Clerk. Rejects where that does not come. */
  readonly loadClerk: (publishableKey: string, onChange: () => void) => Promise<SessionAdapter>;
}

const unreachable = 'The service could not be asked who is signed in.';

/** Asks at once who is signed in, and again whenever there is reason to. */
export function openSession(ports: SessionPorts): Session {
  const asking = new SessionQuestion(ports);
  return asking.session;
}

/** A cookie of Clerk's by which somebody may be signed in. `__client_uat` is 0 where nobody is. */
export function hasClerkCookie(cookies: string): boolean {
  return cookies
    .split(';')
    .map((pair) => pair.trim())
    .some((pair) => /^__session(?:_[\w-]+)?=./.test(pair) || /^__client_uat(?:_[\w-]+)?=[1-9]/.test(pair));
}

/** What asks; one question at a time, and the last answer counts. */
class SessionQuestion {
  readonly session: CurrentSession;
  readonly #ports: SessionPorts;
  #running: Promise<void> | undefined;
  #isAskedAgain = false;
  #clerk: Promise<SessionAdapter> | undefined;
  #current: SessionAdapter | undefined;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.session = new CurrentSession(
      { kind: 'loading' },
      () => this.ask(),
      () => this.#signOut(),
      (provider) => this.#tokenOf(provider),
    );
    this.ask();
    ports.onReturn(() => {
      if (this.session.state().kind === 'signed-in') this.ask();
    });
  }

  ask(): void {
    if (this.#running !== undefined) {
      this.#isAskedAgain = true;
      return;
    }
    if (this.session.state().kind === 'failed') this.session.set({ kind: 'loading' });
    this.#running = this.#find()
      .catch((): SettledSessionState => ({ kind: 'failed', reason: unreachable }))
      .then((state) => {
        this.#running = undefined;
        if (this.#isAskedAgain) {
          this.#isAskedAgain = false;
          this.ask();
        } else if (state.kind !== 'failed' || this.session.state().kind !== 'signed-in') {
          // Whoever is signed in stays so while nobody can be asked: each request says what is wrong.
          this.session.set(state);
        }
      });
  }

  async #find(): Promise<SettledSessionState> {
    const known = this.session.ways();
    const learned = known === undefined ? await this.#learnWays() : undefined;
    const ways = known ?? readSignInWays(learned);
    this.session.setWays(ways);
    for (const name of ways.providers) {
      const adapter = await this.#adapterOf(name, ways);
      const state: AdapterState = (await adapter?.check(learned)) ?? { kind: 'signed-out' };
      if (state.kind === 'signed-out') continue;
      if (state.kind === 'failed') return state;
      this.#current = adapter;
      return await this.#describe(name, state.getToken);
    }
    this.#current = undefined;
    return { kind: 'signed-out' };
  }

  /**
   * Without cookies where one of them does not hold any more, which would be refused: those of Clerk hold for a minute. Also
   * where pages cannot read which there are.
   */
  async #learnWays(): Promise<unknown> {
    const first = hasClerkCookie(this.#ports.readCookies())
      ? undefined
      : await this.#ports.fetch('/api/config');
    const isRefused = first === undefined || first.status === 401;
    const response = isRefused ? await this.#ports.fetch('/api/config', { credentials: 'omit' }) : first;
    if (!response.ok) throw new Error(unreachable);
    const config = parseJson(await response.text());
    return isRefused ? { ...fieldsOf(config), tier: undefined } : config;
  }

  /** Clerk's scripts are large, and only fetched where somebody may be signed in there. */
  async #adapterOf(name: ProviderName, ways: SignInWays): Promise<SessionAdapter | undefined> {
    if (name === 'better-auth') return createBetterAuthAdapter(this.#ports.fetch);
    const key = ways.clerkPublishableKey;
    if (key === undefined || !hasClerkCookie(this.#ports.readCookies())) return undefined;
    this.#clerk ??= this.#ports.loadClerk(key, () => this.ask());
    try {
      return await this.#clerk;
    } catch (error) {
      this.#clerk = undefined;
      const reason = error instanceof Error ? error.message : unreachable;
      return { name, check: async () => ({ kind: 'failed', reason }), signOut: () => Promise.reject(error) };
    }
  }

  async #describe(
    provider: ProviderName,
    getToken: () => Promise<string | undefined>,
  ): Promise<SettledSessionState> {
    const token = await getToken();
    const headers = token === undefined ? undefined : { Authorization: `Bearer ${token}` };
    const response = await this.#ports.fetch('/api/account', { ...(headers && { headers }) });
    const account = fieldsOf(parseJson(await response.text()));
    if (response.status === 401 && provider === 'better-auth') return { kind: 'signed-out' };
    if (!response.ok) return { kind: 'failed', reason: describeRefusal(account) };
    return { kind: 'signed-in', person: readPerson(account, provider), getToken };
  }

  async #tokenOf(provider: ProviderName): Promise<string | undefined> {
    const ways = this.session.ways();
    if (ways === undefined || !ways.providers.includes(provider)) return undefined;
    const state = await (await this.#adapterOf(provider, ways))?.check();
    return state?.kind === 'signed-in' ? await state.getToken() : undefined;
  }

  async #signOut(): Promise<void> {
    await this.#current?.signOut();
    this.#current = undefined;
    this.session.set({ kind: 'signed-out' });
  }
}

function readPerson(account: Readonly<Record<string, unknown>>, provider: ProviderName): SignedInPerson {
  const label = textOf(account.displayName).trim() || textOf(account.email) || 'Your account';
  return { label, provider, isAdmin: account.tier === 'admin' };
}

function describeRefusal(problem: Readonly<Record<string, unknown>>): string {
  const title = textOf(problem.title);
  const detail = textOf(problem.detail);
  return title === '' ? unreachable : `${title}. ${detail}`.trim();
}

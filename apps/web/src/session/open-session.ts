import { fieldsOf, parseJson, textOf } from '../lib/read-fields.ts';
import { createBetterAuthAdapter } from './better-auth/better-auth-adapter.ts';
import { type ClerkAddress, readClerkAddress } from './clerk/clerk-address.ts';
import { CurrentSession, type Session, type SettledSessionState, type SignedInPerson } from './session.ts';
import type { AdapterState, GetToken, SessionAdapter } from './session-adapter.ts';
import { type ProviderName, readSignInWays, type SignInWays } from './sign-in-ways.ts';

/** What a session needs of the browser. */
export interface SessionPorts {
  readonly fetch: typeof fetch;
  /** `document.cookie`, as far as pages can read cookies. */
  readonly readCookies: () => string;
  /** Calls `run` when somebody comes back to the page. */
  readonly onReturn: (run: () => void) => void;
  readonly clerk: ClerkPort;
}

/** Clerk, as far as the session has to do with it. */
export interface ClerkPort {
  /** Whether somebody has asked for it, such as a page that shows its forms. */
  readonly isOpen: () => boolean;
  /** Rejects, with a sentence, where it does not come. */
  readonly open: (address: ClerkAddress) => Promise<SessionAdapter>;
  /** Calls `run` when somebody else is signed in there, or nobody. */
  readonly onChange: (run: () => void) => void;
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
    ports.clerk.onChange(() => this.ask());
    ports.onReturn(() => {
      // Somebody may have signed in or out in another tab meanwhile.
      if (this.session.state().kind !== 'loading') this.ask();
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
        } else if (state.kind !== 'failed' || this.session.state().kind === 'loading') {
          // What is known holds while nobody can be asked: each request says what is wrong.
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
    this.session.keepConfig(isRefused ? undefined : config);
    return isRefused ? { ...fieldsOf(config), tier: undefined } : config;
  }

  /**
   * Clerk's scripts are large: they are fetched where a cookie says that somebody may be signed in there, or where a page has shown
   * its forms.
   */
  async #adapterOf(name: ProviderName, ways: SignInWays): Promise<SessionAdapter | undefined> {
    const { clerk, readCookies } = this.#ports;
    if (name === 'better-auth') {
      const isClerkOn = ways.providers.includes('clerk');
      return createBetterAuthAdapter(this.#ports.fetch, () => isClerkOn && hasClerkCookie(readCookies()));
    }
    const address = readClerkAddress(ways);
    if (address === undefined || !(clerk.isOpen() || hasClerkCookie(readCookies()))) return undefined;
    try {
      return await clerk.open(address);
    } catch (error) {
      const reason = describeFault(error);
      return { name, check: async () => ({ kind: 'failed', reason }), signOut: () => Promise.reject(error) };
    }
  }

  async #describe(provider: ProviderName, getToken: GetToken): Promise<SettledSessionState> {
    try {
      const kept = await this.#askAccount(await getToken());
      if (kept.status !== 401) return await readAccount(kept, provider, getToken);
      if (provider === 'better-auth') return { kind: 'signed-out' };
      // The token may have been one that was kept, of a session that is over by now.
      const fresh = await getToken(true);
      if (fresh === undefined) return { kind: 'signed-out' };
      return await readAccount(await this.#askAccount(fresh), provider, getToken);
    } catch (error) {
      return { kind: 'failed', reason: describeFault(error) };
    }
  }

  #askAccount(token: string | undefined): Promise<Response> {
    const headers = token === undefined ? undefined : { Authorization: `Bearer ${token}` };
    return this.#ports.fetch('/api/account', { ...(headers && { headers }) });
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

async function readAccount(
  response: Response,
  provider: ProviderName,
  getToken: GetToken,
): Promise<SettledSessionState> {
  const account = fieldsOf(parseJson(await response.text()));
  if (!response.ok) return { kind: 'failed', reason: describeRefusal(account) };
  return { kind: 'signed-in', person: readPerson(account, provider), getToken };
}

/** Adapters reject with sentences, `fetch` with a TypeError that is none. */
function describeFault(error: unknown): string {
  return error instanceof Error && !(error instanceof TypeError) ? error.message : unreachable;
}

function readPerson(account: Readonly<Record<string, unknown>>, provider: ProviderName): SignedInPerson {
  const label = textOf(account.displayName).trim() || textOf(account.email) || 'Your account';
  return { id: textOf(account.id), label, provider, isAdmin: account.tier === 'admin' };
}

function describeRefusal(problem: Readonly<Record<string, unknown>>): string {
  const title = textOf(problem.title);
  const detail = textOf(problem.detail);
  return title === '' ? unreachable : `${title}. ${detail}`.trim();
}

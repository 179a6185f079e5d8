import { CommandError } from '../command-error.ts';
import type { OptionValues } from '../command-line/command-definition.ts';
import { usageError } from '../command-line/parse-options.ts';
import { askRemote, type RemoteAnswer } from '../io/ask-remote.ts';
import { readText } from '../io/read-text.ts';
import { clerkCommand } from './clerk-command.ts';
import { readMember } from './read-answer.ts';

/** Where session tokens come from. They live a minute, as a rule. */
export interface Tokens {
  /** The one there is. */
  readonly current: () => Promise<string>;
  /** Another one, after that was refused; undefined where there is none. */
  readonly renew: () => Promise<string | undefined>;
}

const apiUrlDefault = 'https://api.clerk.com';
const apiVersion = '2026-05-12';

/** @throws CommandError with reason `usage` where nothing says who asks */
export function createTokens(
  options: Pick<OptionValues, 'last'>,
  environment: Readonly<Record<string, string | undefined>>,
): Tokens {
  const file = options.last('token-file');
  const user = options.last('as');
  if (file !== undefined && user !== undefined)
    throw usageError(clerkCommand, 'Give --token-file or --as, not both.');
  if (user !== undefined) return mintTokens(user, environment);
  if (file !== undefined) return readTokens(file);
  const token = environment.BLOQR_TOKEN?.trim();
  if (!token)
    throw usageError(clerkCommand, 'Who asks is missing: set BLOQR_TOKEN, or give --token-file or --as.');
  return { current: async () => token, renew: async () => undefined };
}

/** Whoever keeps the file up to date has it read anew. */
function readTokens(file: string): Tokens {
  let last: string | undefined;
  const read = (): string => {
    last = readText(file, (reason) => {
      const why = reason === undefined ? 'there is no such file' : reason;
      return new CommandError('usage', 'token-not-readable', `${file} cannot be read: ${why}.`);
    }).trim();
    if (last === '') throw new CommandError('usage', 'token-not-readable', `${file} is empty.`);
    return last;
  };
  return {
    current: async () => read(),
    renew: async () => {
      const before = last;
      const token = read();
      return token === before ? undefined : token;
    },
  };
}

/**
 * Tokens that the Backend API makes for a session of an administrator: one that is open, or in a development instance a new
 * one (https://clerk.com/docs/reference/backend-api, `/sessions`). They have no `azp`, so that the service must have
 * CLERK_ALLOW_MISSING_AZP=true, as it has by default outside production.
 */
function mintTokens(user: string, environment: Readonly<Record<string, string | undefined>>): Tokens {
  const secretKey = environment.CLERK_SECRET_KEY?.trim();
  if (!secretKey) throw usageError(clerkCommand, '--as needs CLERK_SECRET_KEY.');
  if (!/^user_[A-Za-z0-9]+$/.test(user))
    throw usageError(clerkCommand, '--as must be the id of a user of Clerk, user_….');
  const apiUrl = (environment.CLERK_API_URL?.trim() || apiUrlDefault).replace(/\/+$/, '');
  const ask = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const answer = await askClerk(`${apiUrl}/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${secretKey}`,
        'Clerk-API-Version': apiVersion,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.status === 200) return answer.body;
    throw refuse(`Clerk answered ${answer.status} to ${method} ${path.replace(/\?.*/, '')}.`);
  };
  let session: string | undefined;
  let token: Promise<string> | undefined;
  const mint = async (): Promise<string> => {
    session ??= await findSession(user, ask);
    const jwt = readString(await ask('POST', `/sessions/${encodeURIComponent(session)}/tokens`, {}), 'jwt');
    if (jwt === undefined) throw refuse('Clerk made no token.');
    return jwt;
  };
  return {
    current: () => {
      token ??= mint();
      return token;
    },
    renew: () => {
      token = mint();
      return token;
    },
  };
}

async function askClerk(address: string, request: Parameters<typeof askRemote>[1]): Promise<RemoteAnswer> {
  try {
    return await askRemote(address, request);
  } catch (error) {
    throw refuse(`Clerk cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Open sessions that are looked at, the newest first. */
const sessionsMax = 100;

async function findSession(
  user: string,
  ask: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>,
): Promise<string> {
  const open = await ask('GET', `/sessions?user_id=${user}&status=active&limit=${sessionsMax}`);
  const sessions: readonly unknown[] = Array.isArray(open) ? open : [];
  // Whoever acts as the administrator may not administer.
  const own = sessions.find((session) => (readMember(session, 'actor') ?? null) === null);
  const id = readString(own, 'id') ?? readString(await ask('POST', '/sessions', { user_id: user }), 'id');
  if (id === undefined) throw refuse(`${user} has no session, and Clerk made none.`);
  return id;
}

function readString(value: unknown, name: string): string | undefined {
  const member = readMember(value, name);
  return typeof member === 'string' ? member : undefined;
}

function refuse(message: string): CommandError {
  return new CommandError('service', 'token-not-made', message);
}

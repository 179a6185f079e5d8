import { CommandError } from '../command-error.ts';
import type { OptionValues } from '../command-line/command-definition.ts';
import { usageError } from '../command-line/parse-options.ts';
import { askRemote, type RemoteAnswer } from '../io/ask-remote.ts';
import { readText } from '../io/read-text.ts';
import { createBackendApi, findOwnSession, mintToken, openSession } from './backend-api.ts';
import { clerkCommand } from './clerk-command.ts';

/** Where session tokens come from. They live a minute, as a rule. */
export interface Tokens {
  /** The one there is. */
  readonly current: () => Promise<string>;
  /** Another one, after that was refused; undefined where there is none. */
  readonly renew: () => Promise<string | undefined>;
}

const apiUrlDefault = 'https://api.clerk.com';

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
  const api = createBackendApi({ apiUrl, secretKey, ask: askClerk });
  let session: string | undefined;
  let token: Promise<string> | undefined;
  const mint = async (): Promise<string> => {
    try {
      session ??= (await findOwnSession(api, user)) ?? (await openSession(api, user));
      if (session !== undefined) return await mintToken(api, session);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw refuse(`${error instanceof Error ? error.message : String(error)}.`);
    }
    throw refuse(`${user} has no session, and Clerk made none.`);
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

function refuse(message: string): CommandError {
  return new CommandError('service', 'token-not-made', message);
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { hashPassword } from 'better-auth/crypto';
import { getAdapter } from 'better-auth/db/adapter';
import { betterAuth } from 'better-auth/minimal';
import { createJoinedDatabase } from '../../../lib/joined-statements-d1.ts';
import type { AuthAnswer, AuthCall } from './auth-call.ts';
import { createBcryptDigestsD1 } from './bcrypt-digests-d1.ts';
import { createPersonWhole } from './created-together.ts';
import { isConstraint } from './is-constraint.ts';
import { leadsAway } from './leads-away.ts';
import { createLibraryOptions, type LibraryOptionsParts } from './library-options.ts';
import { restrictToOwnRows } from './own-rows-adapter.ts';
import { describePasskeyFailure } from './passkey-hooks.ts';
import { createPasswordHashing, type HashingCourse } from './password-hashing.ts';
import { createSpendCodeD1 } from './spent-codes-d1.ts';

export interface LibraryParts extends Omit<LibraryOptionsParts, 'spendCode'> {
  readonly database: D1Database;
}

/** The library with our settings, for one origin. */
export interface Library {
  handle(request: Request, call: AuthCall): Promise<AuthAnswer>;
  /** The addresses that it answers, and with which methods. */
  listEndpoints(): readonly { readonly path: string; readonly methods: readonly string[] }[];
}

interface Course {
  readonly call: AuthCall;
  readonly hashing: HashingCourse;
  hasDatabaseFailed: boolean;
}

const signInPath = '/sign-in/email';

/**
 * Sets the library up. This file is imported only when somebody first asks for an address below `/api/auth/`, and nothing else
 * imports the library but what it imports itself.
 */
export async function createLibrary(origin: string, parts: LibraryParts): Promise<Library> {
  const courses = new AsyncLocalStorage<Course>();
  const noteFailure = (error: unknown): void => {
    const course = courses.getStore();
    // That an address is taken is no failure, and the library says what has to be said.
    if (course !== undefined && !isConstraint(error)) course.hasDatabaseFailed = true;
  };
  const told =
    <Args extends readonly unknown[], Value>(ask: (...args: Args) => Promise<Value>) =>
    (...args: Args): Promise<Value> =>
      ask(...args).catch((error: unknown) => {
        noteFailure(error);
        throw error;
      });
  const options = createLibraryOptions(
    origin,
    {
      ...parts,
      removeUser: told(parts.removeUser),
      spendCode: told(createSpendCodeD1(parts.database, parts.now)),
    },
    (work) => courses.getStore()?.call.waitUntil(work),
    createPasswordHashing(() => courses.getStore()?.hashing),
  );
  const { database, together } = createJoinedDatabase(parts.database);
  const adapter = await getAdapter({ ...options, database });
  const ownRows = restrictToOwnRows(adapter, noteFailure);
  const whole: typeof ownRows = {
    ...ownRows,
    transaction: (work) =>
      ownRows.transaction((inner) => createPersonWhole(inner, work, { together, newId: parts.newId })),
  };
  const auth = betterAuth({ ...options, database: () => whole });
  // What is not settled when it is handed on might never be: a request may end before the one that waits for it.
  await auth.$context;
  const digests = createBcryptDigestsD1(parts.database, parts.now);
  const rehash = async (digest: string, password: string): Promise<void> => {
    // Where it fails, the next sign-in does it.
    await digests.replace(digest, await hashPassword(password)).catch(() => {});
  };

  async function describeHashing(request: Request, { waitUntil }: AuthCall): Promise<HashingCourse> {
    const isSignIn = readPath(request) === signInPath;
    return {
      bcryptCostMax: isSignIn ? await digests.findCostMax() : undefined,
      onMatch: (digest, password) => waitUntil(rehash(digest, password)),
    };
  }

  return {
    async handle(request, call) {
      let hashing: HashingCourse;
      try {
        hashing = await describeHashing(request, call);
      } catch {
        return { kind: 'database-failed' };
      }
      const course: Course = { call, hashing, hasDatabaseFailed: false };
      try {
        const response = await courses.run(course, () => auth.handler(request));
        if (course.hasDatabaseFailed) return { kind: 'database-failed' };
        if (leadsAway(response, origin, parts.allowedOrigins))
          return { kind: 'answered', response: refuseCallback() };
        const mended = response.status >= 500 ? describePasskeyFailure(readPath(request)) : undefined;
        if (mended !== undefined) return { kind: 'answered', response: mended };
        if (response.status >= 500) return { kind: 'broken', error: new Error('the library has failed') };
        return { kind: 'answered', response };
      } catch (error) {
        return course.hasDatabaseFailed ? { kind: 'database-failed' } : { kind: 'broken', error };
      }
    },
    listEndpoints: () =>
      Object.values(auth.api).flatMap((endpoint) => {
        const path: unknown = Reflect.get(endpoint, 'path');
        const method: unknown = Reflect.get(Object(Reflect.get(endpoint, 'options')), 'method');
        if (typeof path !== 'string') return [];
        return [{ path, methods: Array.isArray(method) ? method.map(String) : [String(method)] }];
      }),
  };
}

/** Below `/api/auth`. */
function readPath(request: Request): string {
  return new URL(request.url).pathname.slice('/api/auth'.length);
}

/** As the library says it of an address that it does not take. */
function refuseCallback(): Response {
  return Response.json({ code: 'INVALID_CALLBACK_URL', message: 'Invalid callbackURL' }, { status: 403 });
}

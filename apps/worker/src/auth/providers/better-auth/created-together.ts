import type { DBTransactionAdapter } from 'better-auth';
import { APIError } from 'better-auth/api';
import { isConstraint } from './is-constraint.ts';
import { libraryTables } from './library-tables.ts';

type Create = Parameters<DBTransactionAdapter['create']>[0];

/** How two rows are made in one transaction. */
export type Together = <First, Second>(
  first: () => Promise<First>,
  second: () => Promise<Second>,
) => Promise<[First, Second]>;

/**
 * What a row has that says nothing of it, in the order in which the library makes up an answer for an address that is taken: the
 * two must not be told apart.
 */
const { tier, role, banned, betterAuth } = libraryTables.user.additionalFields;
const untold = {
  name: '',
  email: '',
  emailVerified: false,
  image: null,
  createdAt: undefined,
  updatedAt: undefined,
  twoFactorEnabled: false,
  tier: tier.defaultValue,
  role: role.defaultValue,
  banned: banned.defaultValue,
  betterAuth: betterAuth.defaultValue,
  clerkUserId: null,
};

/**
 * Does work of the library that makes somebody. D1 has no transactions in which one could look and write in turn, so the row of a
 * new person waits for their first way in, and both are written as one batch: nobody is left who cannot sign in. Whatever else is
 * asked meanwhile has the row written first.
 *
 * Where somebody else was faster with the same address, the work is done again and finds them: whoever asks twice at once is told
 * no more than whoever asks twice.
 */
export async function createPersonWhole<Result>(
  adapter: DBTransactionAdapter,
  work: (adapter: DBTransactionAdapter) => Promise<Result>,
  parts: WholeParts,
): Promise<Result> {
  try {
    return await tryToCreatePerson(adapter, work, parts);
  } catch (error) {
    if (!isConstraint(error)) throw error;
  }
  try {
    return await tryToCreatePerson(adapter, work, parts);
  } catch (error) {
    if (!isConstraint(error)) throw error;
    throw new APIError('UNPROCESSABLE_ENTITY', {
      code: 'FAILED_TO_CREATE_USER',
      message: 'Failed to create user',
    });
  }
}

interface WholeParts {
  readonly together: Together;
  readonly newId: () => string;
}

async function tryToCreatePerson<Result>(
  adapter: DBTransactionAdapter,
  work: (adapter: DBTransactionAdapter) => Promise<Result>,
  { together, newId }: WholeParts,
): Promise<Result> {
  let waiting: (Create & { readonly data: { readonly id: string } }) | undefined;

  function take(): typeof waiting {
    const taken = waiting;
    waiting = undefined;
    return taken;
  }
  /** Calls a method once nothing waits any more. */
  const after =
    <Call, Value>(method: (call: Call) => Promise<Value>) =>
    async (call: Call): Promise<Value> => {
      const taken = take();
      if (taken !== undefined) await adapter.create(taken);
      return method(call);
    };

  const create: DBTransactionAdapter['create'] = async <T extends Record<string, unknown>, R = T>(
    call: Parameters<typeof adapter.create<T, R>>[0],
  ): Promise<R> => {
    if (call.model === 'user' && waiting === undefined) {
      // A field without a value is one that is not told.
      const told = Object.entries(call.data).filter(([, value]) => value !== undefined);
      const data = { ...untold, ...Object.fromEntries(told), id: newId() };
      waiting = { ...call, data, forceAllowId: true };
      return data as R;
    }
    if (call.model === 'account' && waiting !== undefined && call.data.userId === waiting.data.id) {
      const person = waiting;
      waiting = undefined;
      const [, account] = await together(
        () => adapter.create(person),
        () => adapter.create<T, R>(call),
      );
      return account;
    }
    return after(adapter.create<T, R>)(call);
  };

  const result = await work({
    ...adapter,
    create,
    findOne: <T>(call: Parameters<typeof adapter.findOne>[0]) => after(adapter.findOne<T>)(call),
    findMany: <T>(call: Parameters<typeof adapter.findMany>[0]) => after(adapter.findMany<T>)(call),
    count: after(adapter.count),
    update: <T>(call: Parameters<typeof adapter.update>[0]) => after(adapter.update<T>)(call),
    updateMany: after(adapter.updateMany),
    delete: after(adapter.delete),
    deleteMany: after(adapter.deleteMany),
    consumeOne: <T>(call: Parameters<typeof adapter.consumeOne>[0]) => after(adapter.consumeOne<T>)(call),
    incrementOne: <T>(call: Parameters<typeof adapter.incrementOne>[0]) =>
      after(adapter.incrementOne<T>)(call),
  });
  const left = take();
  if (left !== undefined) await adapter.create(left);
  return result;
}

import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth';
import { APIError } from 'better-auth/api';
import { isConstraint } from './is-constraint.ts';

const user = 'user';
const twoFactor = 'twoFactor';

/** Rows that the library may see: of those who may sign in here, and are not banned. */
const ownRows: Where[] = [
  { field: 'betterAuth', value: true },
  { field: 'banned', value: false },
];

/**
 * The library's adapter, for which all other rows of the table `users` do not exist: somebody of Clerk's with the same address is
 * never found by it, and whoever is banned is nobody who could sign in, or whose session could do something.
 */
export function restrictToOwnRows(adapter: DBAdapter, onFailure: (error: unknown) => void): DBAdapter {
  return {
    ...restrict(adapter, onFailure),
    transaction: (work) => adapter.transaction((inner) => work(restrict(inner, onFailure))),
  };
}

function restrict<Inner extends DBTransactionAdapter>(
  adapter: Inner,
  onFailure: (error: unknown) => void,
): Inner {
  /** Tells of a database that fails; the library makes answers of all kinds out of it. */
  async function told<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      onFailure(error);
      throw error;
    }
  }

  return {
    ...adapter,
    create: async <T extends Record<string, unknown>, R = T>(
      call: Parameters<typeof adapter.create<T, R>>[0],
    ) => {
      try {
        return await told(adapter.create<T, R>(call));
      } catch (error) {
        // A double click: two would be two secrets, one of which is shown and the other asked for.
        if (call.model !== twoFactor || !isConstraint(error)) throw error;
        throw new APIError('CONFLICT', { code: 'TWO_FACTOR_BEGUN', message: 'This has just been begun.' });
      }
    },
    findOne: async <T>(call: Parameters<Inner['findOne']>[0]) => {
      const found = await told(adapter.findOne<T>({ ...call, where: narrow(call.model, call.where) }));
      return found === null || hasForeignUser(found, call.join) ? null : found;
    },
    findMany: async <T>(call: Parameters<Inner['findMany']>[0]) => {
      const found = await told(adapter.findMany<T>({ ...call, where: narrow(call.model, call.where) }));
      return found.filter((row) => !hasForeignUser(row, call.join));
    },
    count: (call) => told(adapter.count({ ...call, where: narrow(call.model, call.where) })),
    update: async <T>(call: Parameters<Inner['update']>[0]) => {
      try {
        return await told(adapter.update<T>({ ...call, where: narrow(call.model, call.where) }));
      } catch (error) {
        // Somebody else has taken the address since it was asked for.
        if (call.model !== user || !isConstraint(error)) throw error;
        throw new APIError('UNPROCESSABLE_ENTITY', {
          code: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL',
          message: 'User already exists. Use another email.',
        });
      }
    },
    updateMany: (call) => told(adapter.updateMany({ ...call, where: narrow(call.model, call.where) })),
    delete: (call) => told(adapter.delete({ ...call, where: narrow(call.model, call.where) })),
    deleteMany: (call) => told(adapter.deleteMany({ ...call, where: narrow(call.model, call.where) })),
    consumeOne: <T>(call: Parameters<Inner['consumeOne']>[0]) =>
      told(adapter.consumeOne<T>({ ...call, where: narrow(call.model, call.where) })),
    incrementOne: <T>(call: Parameters<Inner['incrementOne']>[0]) =>
      told(adapter.incrementOne<T>({ ...call, where: narrow(call.model, call.where) })),
  };
}

/** Conditions joined by OR are a group of their own, which these come on top of. */
function narrow(model: string, where: Where[] = []): Where[] {
  return model === user ? [...where, ...ownRows] : where;
}

/** Whether a row that was read with its person is one of somebody whom the library may not see. */
function hasForeignUser(row: unknown, join: object | undefined): boolean {
  if (join === undefined || !(user in join)) return false;
  const person: unknown = Reflect.get(Object(row), user);
  if (typeof person !== 'object' || person === null) return false;
  return Reflect.get(person, 'betterAuth') !== true || Reflect.get(person, 'banned') !== false;
}

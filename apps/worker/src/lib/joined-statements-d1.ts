import { AsyncLocalStorage } from 'node:async_hooks';

/** A database in which statements of several makers can be sent as one batch. */
export interface JoinedDatabase {
  readonly database: D1Database;
  /**
   * Runs two works, each of which sends one statement by `all`, and sends the two as one transaction, in this order. Neither
   * takes place where one of them fails, in the database or on the way to it.
   */
  readonly together: <First, Second>(
    first: () => Promise<First>,
    second: () => Promise<Second>,
  ) => Promise<[First, Second]>;
}

type Send = (statement: D1PreparedStatement) => Promise<D1Result>;

/** Wraps a database. Outside of `together` it is as before. */
export function createJoinedDatabase(database: D1Database): JoinedDatabase {
  const senders = new AsyncLocalStorage<Send>();

  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    return new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: readonly unknown[]) => wrap(target.bind(...values));
        const send = senders.getStore();
        if (name === 'all' && send !== undefined) return () => send(target);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  return {
    database: new Proxy(database, {
      get(target, name) {
        if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql));
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    }),

    together: async (first, second) => {
      const [one, two] = [
        Promise.withResolvers<D1PreparedStatement>(),
        Promise.withResolvers<D1PreparedStatement>(),
      ];
      const results = Promise.all([one.promise, two.promise]).then((statements) =>
        database.batch(statements),
      );
      // Whoever waits for its own hears of it; nobody may wait for all.
      results.catch(() => {});
      const senderOf =
        (index: number, { resolve }: PromiseWithResolvers<D1PreparedStatement>): Send =>
        async (statement) => {
          resolve(statement);
          const result = (await results)[index];
          if (result === undefined) throw new Error('a batch has fewer results than statements');
          return result;
        };
      const start = async <Value>(
        index: number,
        arrival: PromiseWithResolvers<D1PreparedStatement>,
        work: () => Promise<Value>,
      ): Promise<Value> => {
        try {
          return await senders.run(senderOf(index, arrival), work);
        } catch (error) {
          // The other must not wait for it.
          arrival.reject(error);
          throw error;
        }
      };
      return Promise.all([start(0, one, first), start(1, two, second)]);
    },
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request that is being answered, wherever its work has come to. */
export interface RequestScope {
  readonly requestId: string;
  /** Statements that D1 was sent so far: those that begin with SELECT, */
  databaseReads: number;
  /** and all others. */
  databaseWrites: number;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Does `work`, and all that it starts, in the name of a request. */
export function runInRequestScope<Result>(requestId: string, work: () => Result): Result {
  return scopes.run({ requestId, databaseReads: 0, databaseWrites: 0 }, work);
}

/** Undefined outside of requests, as in what the schedule calls. */
export function findRequestScope(): RequestScope | undefined {
  return scopes.getStore();
}

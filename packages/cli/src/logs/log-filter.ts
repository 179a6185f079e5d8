import type { LoggedEntry, LogRecord } from './log-record.ts';

/** Which records are wanted: those with an entry to which all of this applies. */
export interface LogFilter {
  readonly isWanted: (record: LogRecord) => boolean;
}

/** What may be asked for; what is left out is not asked. */
export interface LogWish {
  /** `/api/keys/{id}` as it is declared, or with `*` for any part. */
  readonly route: string | undefined;
  /** `404`, or `5xx` for a hundred of them. */
  readonly statuses: readonly string[];
  readonly requestId: string | undefined;
  readonly event: string | undefined;
  readonly errorsOnly: boolean;
}

/** A status as it may be asked for. */
export const statusForm = /^[1-5](?:\d\d|xx)$/;

export function createLogFilter({ route, statuses, requestId, event, errorsOnly }: LogWish): LogFilter {
  const routes = route === undefined ? undefined : toPattern(route);
  const hasStatus = (status: unknown): boolean =>
    statuses.some((wish) =>
      wish.endsWith('xx') ? String(status).startsWith(wish.charAt(0)) : wish === String(status),
    );
  const fits = (entry: LoggedEntry): boolean =>
    (routes === undefined || routes.test(String(entry.route ?? ''))) &&
    (statuses.length === 0 || (entry.status !== undefined && hasStatus(entry.status))) &&
    (requestId === undefined || entry.requestId === requestId) &&
    (event === undefined || entry.event === event) &&
    (!errorsOnly || entry.level === 'error' || entry.outcome === 'failed');
  const asksNothing =
    route === undefined && statuses.length === 0 && requestId === undefined && event === undefined;
  return {
    isWanted: (record) => record.entries.some(fits) || (asksNothing && record.trouble !== undefined),
  };
}

function toPattern(route: string): RegExp {
  const escaped = route.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

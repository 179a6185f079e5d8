/** A line of the log. Nothing private goes in: no addresses, headers, bodies or texts of errors from outside. */
export interface LogEntry {
  /** `error` where somebody should look at it. */
  readonly level: 'info' | 'error';
  readonly event: string;
  readonly [field: string]: string | number | null;
}

export type Log = (entry: LogEntry) => void;

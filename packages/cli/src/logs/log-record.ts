/** A line of the Worker's log, as it was written. */
export type LoggedEntry = Readonly<Record<string, string | number | boolean | null>> & {
  readonly level: string;
  readonly event: string;
};

/** What was written by one call of the Worker; a line that comes by itself is a record of its own. */
export interface LogRecord {
  /** Milliseconds since 1970; undefined where the source does not say. */
  readonly atMs: number | undefined;
  readonly entries: readonly LoggedEntry[];
  /** CPU time of the whole call in milliseconds, where the platform says it. */
  readonly cpuMs: number | undefined;
  /** How the platform says that the call ended, unless well: `exception`, `exceededCpu`, `canceled`, … */
  readonly trouble: string | undefined;
}

/**
 * Reads one object: a line of our own, or what `wrangler tail --format json` says of a call
 * (https://developers.cloudflare.com/workers/runtime-apis/handlers/tail/). Of the latter only our own lines are taken, and how it
 * ended: its request with address and headers is left aside. Undefined for anything else.
 */
export function readRecord(text: string): LogRecord | undefined {
  const value = parse(text);
  const entry = readEntry(value);
  if (entry !== undefined) return { atMs: undefined, entries: [entry], cpuMs: undefined, trouble: undefined };
  if (!isObject(value) || !Array.isArray(value.logs) || typeof value.outcome !== 'string') return undefined;
  const entries = value.logs.flatMap((log: unknown) => {
    const messages = isObject(log) && Array.isArray(log.message) ? log.message : [];
    return messages.flatMap((message: unknown) => readMessage(message) ?? []);
  });
  return {
    atMs: readNumber(value.eventTimestamp),
    entries,
    cpuMs: readNumber(value.cpuTime),
    trouble: value.outcome === 'ok' ? undefined : value.outcome,
  };
}

/** A message is the text that was written; the platform may have made an object of it already. */
function readMessage(message: unknown): LoggedEntry | undefined {
  return readEntry(typeof message === 'string' ? parse(message) : message);
}

function readEntry(value: unknown): LoggedEntry | undefined {
  if (!isObject(value)) return undefined;
  const { level, event } = value;
  if (typeof level !== 'string' || typeof event !== 'string') return undefined;
  const fields = Object.entries(value).filter(
    (field): field is [string, string | number | boolean | null] =>
      field[1] === null || ['string', 'number', 'boolean'].includes(typeof field[1]),
  );
  return { ...Object.fromEntries(fields), level, event };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

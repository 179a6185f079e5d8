/** Structural subset of the platform's Headers. */
export interface HeaderLookup {
  get(name: string): string | null;
}

/** However long an answer says it stays fresh, after so many milliseconds the source is asked again. */
const freshMsMax = 300_000;
/** However long a server wants to be left alone. */
const retryMsMax = 24 * 3_600_000;

/**
 * Whether a shared cache may keep an answer (RFC 9111, section 3): not where it is private or must not be stored, and
 * only where it can be asked after later.
 */
export function mayKeep(headers: HeaderLookup): boolean {
  const directives = parseCacheControl(headers);
  if (directives.has('no-store') || directives.has('private')) return false;
  if (headers.get('vary')?.includes('*')) return false;
  return headers.get('etag') !== null || headers.get('last-modified') !== null || freshMs(headers) > 0;
}

/** Milliseconds for which an answer may be used without asking again, at most five minutes. */
export function freshMs(headers: HeaderLookup): number {
  const directives = parseCacheControl(headers);
  if (directives.has('no-cache')) return 0;
  const seconds = Number(directives.get('s-maxage') ?? directives.get('max-age') ?? 0);
  const age = Number(headers.get('age') ?? 0);
  const left = (seconds - (Number.isFinite(age) ? age : 0)) * 1000;
  return Number.isFinite(left) ? Math.min(Math.max(left, 0), freshMsMax) : 0;
}

/**
 * When a server that has too much to do may be asked again (RFC 9110, section 10.2.3): in milliseconds of the clock;
 * undefined where it does not say so.
 */
export function retryAtMs(status: number, headers: HeaderLookup, nowMs: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if ((status !== 429 && status !== 503) || !text) return undefined;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return waitMs > 0 ? nowMs + Math.min(waitMs, retryMsMax) : undefined;
}

function parseCacheControl(headers: HeaderLookup): ReadonlyMap<string, string> {
  const parts = (headers.get('cache-control') ?? '').toLowerCase().split(',');
  return new Map(
    parts.map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim(), value.trim().replaceAll('"', '')];
    }),
  );
}

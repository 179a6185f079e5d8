import type { ListOutput } from '@bloqr/compiler';
import type { CompileRequest, Tier } from '@bloqr/contract';
import type { Principal } from '../auth/principal.ts';

/** What to compile, and for whom. */
export interface CompileOrder {
  /** A configuration, not yet parsed. */
  readonly configuration: unknown;
  readonly preFetchedContent: ReadonlyMap<string, string>;
  /** What the list is written for. */
  readonly output: ListOutput;
  /** A result with more rules is refused; undefined for no such limit. */
  readonly maxRules: number | undefined;
  /** Whether to account for each source, see the compiler's `Analysis`. */
  readonly analysis: boolean;
  /** What is to be explained; see the compiler's `explain`. */
  readonly why: string | undefined;
  readonly tier: Tier;
  /** Host names of this service itself, which no source may name. */
  readonly ownHosts: ReadonlySet<string>;
}

/** What a request asks to compile. */
export function createCompileOrder(
  {
    configuration,
    preFetchedContent = {},
    format = 'adblock',
    target,
    maxRules,
    analysis = false,
    why,
  }: CompileRequest,
  { tier }: Principal,
  requestUrl: string,
): CompileOrder {
  return {
    configuration,
    preFetchedContent: new Map(Object.entries(preFetchedContent)),
    output: target === undefined ? { format } : { target },
    maxRules,
    analysis,
    why,
    tier,
    ownHosts: new Set([new URL(requestUrl).hostname, '*.workers.dev']),
  };
}

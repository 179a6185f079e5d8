import type { CompileRequest } from '@bloqr/contract';
import type { Principal } from '../auth/principal.ts';
import type { CompileOrder } from './compile-list.ts';

/** What a request asks to compile. */
export function createCompileOrder(
  { configuration, preFetchedContent = {}, maxRules, analysis = false }: CompileRequest,
  { tier }: Principal,
  requestUrl: string,
): CompileOrder {
  return {
    configuration,
    preFetchedContent: new Map(Object.entries(preFetchedContent)),
    maxRules,
    analysis,
    tier,
    ownHosts: new Set([new URL(requestUrl).hostname, '*.workers.dev']),
  };
}

import type { CompileOrder } from '../draft/compile-body.ts';
import type { Failure } from '../problem/failure.ts';
import type { CompileEvent } from './compile-events.ts';

/** How a compile ended. `cancelled` is what was asked for, not a failure. */
export type CompileEnding =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Carries out an order, by the service or in this browser, and hands on the events as they come. Never rejects. */
export type CompileEngine = (
  order: CompileOrder,
  signal: AbortSignal,
  onEvent: (event: CompileEvent) => void,
) => Promise<CompileEnding>;

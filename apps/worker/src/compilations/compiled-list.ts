import type { CompileResponse } from '@bloqr/contract';
import type { DeepReadonly } from '../lib/deep-readonly.ts';

/** What is to say about a finished list, as the wire has it. */
export type CompileSummary = DeepReadonly<Omit<CompileResponse, 'list'>>;

/** A finished list with what the Worker adds to it. */
export interface CompiledList {
  readonly summary: CompileSummary;
  readonly lastModified: Date;
  /** As a `Content-Type` has it. */
  readonly mediaType: string;
  /**
   * The list as UTF-8 in chunks of some 64 KiB, header and all; a chunk is valid until the next one is asked for. Can
   * be run several times and gives the same bytes each time.
   */
  readonly text: () => Iterable<Uint8Array>;
}

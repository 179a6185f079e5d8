import type { PipelineCase } from './pipeline-case.ts';

/**
 * A way in which our results differ from HostlistCompiler's on purpose. Whether it is behind a difference is not
 * believed but tried: without what triggers it the two must agree.
 */
export interface DocumentedDifference {
  /** Its name in docs/compatibility.md. */
  readonly name: string;
  /** The case without what triggers the difference; the same object where nothing does. */
  readonly withoutTriggers: (subject: PipelineCase) => PipelineCase | Promise<PipelineCase>;
}

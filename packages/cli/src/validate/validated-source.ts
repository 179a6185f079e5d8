import type { Validation } from '@bloqr/compiler';

/** A source with what there is to say about it. */
export interface ValidatedSource extends Validation {
  readonly source: string;
}

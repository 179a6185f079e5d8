import type { AttachedFile } from '../sources/dropped-file.ts';
import type { TransformationName } from '../transformations/transformation-catalogue.data.ts';
import { presetTransformations } from '../transformations/transformation-catalogue.data.ts';

/** Everything that somebody typed and chose. */
export interface Draft {
  readonly name: string;
  /** The text field: addresses and rules. */
  readonly text: string;
  readonly files: readonly AttachedFile[];
  /** Whether addresses at which there is no list are left out; otherwise the first of them ends the compile. */
  readonly leavesOutFailing: boolean;
  /** The software that is to read the list, as the API calls it. */
  readonly target: string;
  readonly transformations: readonly TransformationName[];
  /** Who compiles: the service, or this browser, so that nothing of it is sent to the service. */
  readonly place: CompilePlace;
}

export type CompilePlace = 'service' | 'browser';

export const emptyDraft: Draft = {
  name: 'My list',
  text: '',
  files: [],
  leavesOutFailing: false,
  target: 'adguard-home',
  transformations: presetTransformations,
  place: 'service',
};

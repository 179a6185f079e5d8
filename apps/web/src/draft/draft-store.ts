import {
  isTransformationName,
  type TransformationName,
} from '../transformations/transformation-catalogue.data.ts';
import { type Draft, emptyDraft } from './draft.ts';

/** What of the browser's `Storage` is used here. Any of it may throw: storage can be full or forbidden. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** How much of a draft was kept. */
export type Keeping = 'everything' | 'without-files' | 'nothing';

const key = 'bloqr.draft';

/** UTF-16 units of a stored draft; browsers give some 5 million to all of an origin. */
const lengthMax = 2_000_000;

/** Keeps the draft for as long as the tab is open, so that a reload loses nothing. */
export function saveDraft(store: TextStore, draft: Draft): Keeping {
  // Measured before it is written down: writing many megabytes would hold up the page, only to be thrown away.
  const filesLength = draft.files.reduce((length, { text }) => length + text.length, 0);
  const whole = filesLength <= lengthMax ? JSON.stringify(draft) : undefined;
  if (whole !== undefined && whole.length <= lengthMax && tryToSet(store, whole)) return 'everything';
  const rest = JSON.stringify({ ...draft, files: [] });
  if (tryToSet(store, rest)) return draft.files.length === 0 ? 'everything' : 'without-files';
  return 'nothing';
}

/** The draft that was kept; field by field the empty one where there is nothing, or nothing that fits. */
export function loadDraft(store: TextStore): Draft {
  const stored = readStored(store);
  return {
    name: typeof stored.name === 'string' ? stored.name : emptyDraft.name,
    text: typeof stored.text === 'string' ? stored.text : emptyDraft.text,
    leavesOutFailing: stored.leavesOutFailing === true,
    target: typeof stored.target === 'string' ? stored.target : emptyDraft.target,
    files: Array.isArray(stored.files) ? stored.files.filter(isFile) : emptyDraft.files,
    transformations: Array.isArray(stored.transformations)
      ? stored.transformations.filter((name): name is TransformationName => isTransformationName(name))
      : emptyDraft.transformations,
    place: stored.place === 'browser' ? 'browser' : 'service',
  };
}

function readStored(store: TextStore): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(store.getItem(key) ?? '{}');
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  } catch {
    return {};
  }
}

function isFile(value: unknown): value is Draft['files'][number] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'text' in value &&
    typeof value.text === 'string'
  );
}

function tryToSet(store: TextStore, value: string): boolean {
  try {
    store.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

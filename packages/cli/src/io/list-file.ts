import {
  closeSync,
  fchmodSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { FormerList } from './former-list.ts';
import { writeFully } from './write-fully.ts';

/** What became of the file. */
export interface ListFileOutcome {
  /** `unchanged`: the file held this very list already and was left alone. */
  readonly status: 'written' | 'unchanged';
  /** The date in the list's header. */
  readonly lastModified: Date;
}

/** A list that can be written with any date in its header, the first chunk, which is as long with each. */
export interface DatedList {
  text(lastModified: Date): Iterable<Uint8Array>;
}

/**
 * Puts a list into a file. The file is replaced in one step, so that nobody ever reads half of a list and a failure
 * leaves the old one as it was. `! Last modified` keeps its date while the rules below the header stay the same.
 *
 * @throws the system's error; no temporary file is left behind
 */
export function writeListFile(path: string, list: DatedList, now: Date): ListFileOutcome {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) return writeInPlace(path, list, now);
  const target = before === undefined ? path : realpathSync(path);
  const draft = `${target}.${process.pid.toString(36)}${Math.random().toString(36).slice(2, 8)}.tmp`;
  const file = openSync(draft, 'wx');
  let isOpen = true;
  try {
    if (before !== undefined) fchmodSync(file, before.mode);
    const former = before === undefined ? undefined : FormerList.open(target);
    const outcome = writeDraft(file, list, now, former);
    closeSync(file);
    isOpen = false;
    if (outcome.status === 'written') renameSync(draft, target);
    else rmSync(draft);
    return outcome;
  } catch (error) {
    if (isOpen) closeSync(file);
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A device or a pipe cannot be replaced, only written to. */
function writeInPlace(path: string, list: DatedList, now: Date): ListFileOutcome {
  const file = openSync(path, 'w');
  try {
    for (const chunk of list.text(now)) writeFully(file, chunk);
  } finally {
    closeSync(file);
  }
  return { status: 'written', lastModified: now };
}

function writeDraft(
  file: number,
  list: DatedList,
  now: Date,
  former: FormerList | undefined,
): ListFileOutcome {
  try {
    let redated: Uint8Array | undefined;
    let isFirst = true;
    for (const chunk of list.text(now)) {
      writeFully(file, chunk);
      if (former === undefined) continue;
      if (isFirst) {
        const start = firstChunk(list, new Date(former.header.date));
        if (former.compareStart(chunk, start)) redated = start;
      } else {
        former.compareRules(chunk);
      }
      isFirst = false;
    }
    const repeated = former?.finish() ?? 'nothing';
    if (former === undefined || redated === undefined || repeated === 'nothing') {
      return { status: 'written', lastModified: now };
    }
    // A header is as long with any date.
    writeSync(file, redated, 0, redated.length, 0);
    return {
      status: repeated === 'rules-and-header' ? 'unchanged' : 'written',
      lastModified: new Date(former.header.date),
    };
  } finally {
    former?.close();
  }
}

/** The start of a list as it is with this date. */
function firstChunk(list: DatedList, lastModified: Date): Uint8Array {
  for (const chunk of list.text(lastModified)) return chunk.slice();
  return new Uint8Array(0);
}

import { createRemovalCounts, type RemovalCounts } from '../pipeline/removal-counts.ts';
import type { SettleListener } from '../pipeline/settle.ts';
import { kindMask } from '../store/record-layout.ts';
import { RecordTable } from '../store/record-table.ts';
import { RuleStore } from '../store/rule-store.ts';
import type { Analysis, SourceAnalysis } from './analysis.ts';

/** A sighting is the place of a rule in the trace's store times this, plus the number of the source. */
const sourcesMax = 2 ** 20;

/** Where the records of one source lie in the store of the whole list. */
interface Stretch {
  readonly start: number;
  end: number;
  readonly removed: RemovalCounts;
  kept: number;
}

/**
 * Follows which source brings which rule to the whole list. It keeps every different rule once more and eight bytes for
 * each sighting, so a compile that is analysed takes about twice the memory.
 */
export class SourceTrace implements SettleListener {
  private readonly rules = new RuleStore();
  private readonly table = new RecordTable(this.rules, 0);
  private sightings = new Float64Array(1024);
  private sightingCount = 0;
  private readonly stretches: Stretch[] = [];
  private countsBefore: RemovalCounts = createRemovalCounts();
  /** Rules of the result, by the place of their first record in the store of the whole list. */
  private readonly live: number[] = [];

  /** From now on lines are of the next source; `end` is that of the store of the whole list, `counts` are its counts. */
  enterSource(end: number, counts: RemovalCounts): void {
    this.stretches.push({ start: end, end, removed: createRemovalCounts(), kept: 0 });
    this.countsBefore = { ...counts };
  }

  /** The source is through. `own` are the counts of its own level, where it has one. */
  leaveSource(end: number, counts: RemovalCounts, own: RemovalCounts | undefined): void {
    const stretch = this.stretches.at(-1);
    if (stretch === undefined) return;
    stretch.end = end;
    for (const reason of reasons) {
      stretch.removed[reason] += counts[reason] - this.countsBefore[reason] + (own?.[reason] ?? 0);
    }
  }

  /** Notes that the present source has a rule; see {@link RecordTable.find} for the parameters. */
  note(kind: number, hash: number, bytes: Uint8Array, start: number, end: number): void {
    let key = this.table.find(kind, hash, bytes, start, end);
    if (key === -1) {
      key = this.rules.append(kind, 1, hash, bytes, start, end);
      this.table.insert(hash, key);
    }
    if (this.sightingCount === this.sightings.length) {
      const grown = new Float64Array(this.sightings.length * 2);
      grown.set(this.sightings);
      this.sightings = grown;
    }
    this.sightings[this.sightingCount++] = key * sourcesMax + this.stretches.length - 1;
  }

  keep(offset: number, original: number): void {
    const stretch = this.stretchOf(offset);
    if (stretch !== undefined) stretch.kept++;
    this.live.push(original);
  }

  drop(offset: number, reason: keyof RemovalCounts): void {
    const stretch = this.stretchOf(offset);
    if (stretch !== undefined) stretch.removed[reason]++;
  }

  /** The account, once the list is settled. `store` is that of the whole list. */
  analyse(store: RuleStore): Analysis {
    const count = this.stretches.length;
    const overlap = Array.from({ length: count }, () => new Array<number>(count).fill(0));
    const unique = new Array<number>(count).fill(0);
    const live = this.liveKeys(store);
    let at = 0;
    for (const { key, sources } of this.groupSightings()) {
      for (const one of sources) {
        const row = overlap[one];
        if (row !== undefined) for (const other of sources) row[other] = (row[other] ?? 0) + 1;
      }
      while ((live[at] ?? Number.POSITIVE_INFINITY) < key) at++;
      const [only] = sources;
      if (live[at] === key && sources.length === 1 && only !== undefined)
        unique[only] = (unique[only] ?? 0) + 1;
    }
    return {
      sources: this.stretches.map((stretch, index) => describe(stretch, unique[index] ?? 0)),
      overlap,
    };
  }

  /** Each different rule with the numbers of its sources, in ascending order of the rules. */
  private *groupSightings(): Generator<{ key: number; sources: readonly number[] }> {
    const sorted = this.sightings.subarray(0, this.sightingCount).sort();
    let key = -1;
    let sources: number[] = [];
    for (const sighting of sorted) {
      const source = sighting % sourcesMax;
      const rule = (sighting - source) / sourcesMax;
      if (rule !== key) {
        if (key !== -1) yield { key, sources };
        key = rule;
        sources = [];
      }
      if (sources.at(-1) !== source) sources.push(source);
    }
    if (key !== -1) yield { key, sources };
  }

  /** The rules of the result by their places in the trace's store, ascending. */
  private liveKeys(store: RuleStore): Float64Array {
    const keys = this.live.map((offset) => {
      const bytes = store.bytesOf(offset);
      return this.table.find(store.headOf(offset) & kindMask, store.hashOf(offset), bytes, 0, bytes.length);
    });
    return Float64Array.from(keys).sort();
  }

  /** The source of a record; undefined for the headers of sources, which are nobody's. */
  private stretchOf(offset: number): Stretch | undefined {
    let low = 0;
    let high = this.stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.stretches[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const stretch = this.stretches[low];
    return stretch !== undefined && offset >= stretch.start && offset < stretch.end ? stretch : undefined;
  }
}

const reasons = Object.keys(createRemovalCounts()) as readonly (keyof RemovalCounts)[];

function describe({ kept, removed }: Stretch, unique: number): SourceAnalysis {
  const { duplicate, redundant, invalid, excluded, notIncluded, comments, blank } = removed;
  const rules = kept + duplicate + redundant + invalid + excluded + notIncluded;
  return { rules, kept, duplicate, redundant, invalid, excluded, notIncluded, comments, blank, unique };
}

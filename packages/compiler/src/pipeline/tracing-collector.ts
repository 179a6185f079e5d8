import type { SourceTrace } from '../analysis/source-trace.ts';
import { RecordKind } from '../store/record-layout.ts';
import type { NameScan } from '../text/name-scan.ts';
import type { RemovalCounts } from './removal-counts.ts';
import { RuleCollector } from './rule-collector.ts';

/** Collects like {@link RuleCollector}, and notes each rule that is not refused. Compiles without analysis do without it. */
export class TracingCollector extends RuleCollector {
  private readonly trace: SourceTrace;

  constructor(deduplicates: boolean, counts: RemovalCounts, trace: SourceTrace) {
    super(deduplicates, counts);
    this.trace = trace;
  }

  override addCompressible(
    bytes: Uint8Array,
    start: number,
    end: number,
    scan: NameScan,
    isInert: boolean,
    spelling?: Uint8Array,
  ): void {
    if (!isInert) this.trace.note(RecordKind.name, scan.hash, bytes, start, end);
    super.addCompressible(bytes, start, end, scan, isInert, spelling);
  }

  protected override add(kind: number, bytes: Uint8Array, start: number, end: number, hash: number): void {
    this.trace.note(kind, hash, bytes, start, end);
    super.add(kind, bytes, start, end, hash);
  }
}

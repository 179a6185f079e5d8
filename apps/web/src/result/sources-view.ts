import { Component, computed, input } from '@angular/core';
import type { CompileCounts } from '../compilation/compile-events.ts';
import { formatBytes, formatCount, formatShare } from '../lib/format-number.ts';
import { listOverlap } from './overlap-matrix.ts';
import { barOf, fates, listSourceRows } from './source-rows.ts';

/** What each source brought, as a picture and as a table, and how far sources say the same. */
@Component({ selector: 'bloqr-sources-view', templateUrl: './sources-view.html', host: { class: 'result' } })
export class SourcesView {
  readonly counts = input.required<CompileCounts>();

  protected readonly formatBytes = formatBytes;
  protected readonly formatCount = formatCount;
  protected readonly formatShare = formatShare;
  protected readonly fates = fates;
  protected readonly rows = computed(() => listSourceRows(this.counts()));
  protected readonly hasRules = computed(() => this.rows().some(({ rules }) => rules !== undefined));
  protected readonly overlap = computed(() => listOverlap(this.counts()));
  /** A picture, with the row it is of. */
  protected readonly bars = computed(() => {
    const longest = Math.max(0, ...this.rows().map(({ rules }) => rules?.all ?? 0));
    return this.rows().map((row) => ({ source: row.source, parts: barOf(row, longest) }));
  });
}

import { escapeControls } from '../command-line/escape-controls.ts';
import { formatNumber } from '../command-line/format-number.ts';
import type { LoggedEntry, LogRecord } from './log-record.ts';

interface RouteCount {
  count: number;
  readonly durations: number[];
}

/** Adds up what the log says, for figures that no single isolate could give. */
export class LogSummary {
  readonly #routes = new Map<string, RouteCount>();
  readonly #refusals = new Map<string, number>();
  readonly #errors = new Map<string, number>();
  readonly #compiles = {
    count: 0,
    kept: 0,
    refused: 0,
    failedSources: 0,
    durations: [] as number[],
    bytes: 0,
  };
  readonly #cpu: number[] = [];

  add({ entries, cpuMs, trouble }: LogRecord): void {
    for (const entry of entries) this.#addEntry(entry);
    if (cpuMs !== undefined) this.#cpu.push(cpuMs);
    if (trouble !== undefined) increase(this.#errors, `call ended: ${trouble}`);
  }

  #addEntry(entry: LoggedEntry): void {
    if (entry.level === 'error') increase(this.#errors, entry.event);
    if (entry.event === 'request') {
      const name = `${entry.method} ${entry.route ?? '(no route)'} ${entry.status}`;
      const known = this.#routes.get(name) ?? { count: 0, durations: [] };
      known.count++;
      known.durations.push(Number(entry.durationMs ?? 0));
      this.#routes.set(name, known);
      if (entry.problem === 'rate-limited')
        increase(this.#refusals, String(entry.tier ?? 'failed credential'));
    } else if (entry.event === 'compile') {
      const compiles = this.#compiles;
      compiles.count++;
      if (entry.outcome === 'kept') compiles.kept++;
      if (entry.outcome === 'refused') compiles.refused++;
      compiles.failedSources += Number(entry.failedSourceCount ?? 0);
      if (String(entry.problem ?? '').startsWith('source-')) compiles.failedSources++;
      compiles.durations.push(Number(entry.durationMs ?? 0));
      compiles.bytes += Number(entry.inputBytes ?? 0);
    }
  }

  /** The sum as a text; nothing of it names a person. */
  format(): string {
    const routes = [...this.#routes].sort(([, one], [, other]) => other.count - one.count);
    const { count, kept, refused, failedSources, durations, bytes } = this.#compiles;
    const lines = [
      ...section(
        'Requests (count, median and 95th percentile in ms)',
        routes.map(
          ([name, { count: times, durations: all }]) =>
            `${formatNumber(times).padStart(9)}  ${String(percentile(all, 50)).padStart(6)} ${String(percentile(all, 95)).padStart(6)}  ${name}`,
        ),
      ),
      ...section('Refused by the limiter, by tier', formatCounts(this.#refusals)),
      ...section(
        'Compiles',
        count === 0
          ? []
          : [
              `${formatNumber(count).padStart(9)}  ${formatNumber(kept)} of them kept results, ${formatNumber(refused)} refused`,
              `${formatNumber(bytes).padStart(9)}  bytes read; ${percentile(durations, 50)} ms median, ${percentile(durations, 95)} ms 95th percentile`,
              `${formatNumber(failedSources).padStart(9)}  sources that failed`,
            ],
      ),
      ...section(
        'CPU time of calls',
        this.#cpu.length === 0
          ? []
          : [
              `${formatNumber(this.#cpu.length).padStart(9)}  calls; ${percentile(this.#cpu, 50)} ms median, ${percentile(this.#cpu, 95)} ms 95th percentile, ${Math.max(...this.#cpu.slice(-10_000))} ms most`,
            ],
      ),
      ...section('Errors', formatCounts(this.#errors)),
    ];
    return lines.length === 0 ? 'No lines of the log.\n' : `${lines.join('\n')}\n`;
  }
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => escapeControls(line))];
}

function formatCounts(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${formatNumber(count).padStart(9)}  ${name}`);
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The nearest-rank percentile; 0 of nothing. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

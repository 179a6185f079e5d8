import type { Configuration, LevelConfiguration, LineSink, SourceReader } from '@bloqr/compiler';
import { compileLimits } from '@bloqr/contract';
import { estimateFilterCost } from './filter-cost.ts';
import { FilterLimitError } from './filter-limit-error.ts';

type WatchLine = (bytes: Uint8Array, start: number, end: number) => void;

/** `/exclusions_sources/0`, `/sources/3/inclusions_sources/1`, `/sources/3/source`. */
const place = /^(?:\/sources\/(\d+))?\/(source|exclusions_sources|inclusions_sources)\b/;

/**
 * Makes the reader of one compile watch over the work of its filters: every line of a source is matched against the
 * filters of the top level and of that source, also against those that the compile read from files before it.
 *
 * @throws FilterLimitError from `read`
 */
export function meterFilters(reader: SourceReader, configuration: Configuration): SourceReader {
  const meter = new FilterMeter(configuration);
  return {
    read(reference, pointer, sink) {
      const [, source, kind] = place.exec(pointer) ?? [];
      const index = source === undefined ? undefined : Number(source);
      const watch =
        kind === 'source' ? meter.watchSource(index, pointer) : meter.watchFilters(index, pointer);
      return reader.read(reference, pointer, followLines(sink, watch));
    },
  };
}

/** Filters that leave room for less input than this are refused before they cost memory. */
const inputBytesMin = 100_000;

class FilterMeter {
  #topCost: number;
  readonly #sourceCosts: number[];
  #loadedCount = 0;
  #spentCost = 0;
  #spentNs = 0;

  constructor(configuration: Configuration) {
    this.#topCost = sumCosts(configuration);
    this.#sourceCosts = configuration.sources.map(sumCosts);
    this.#spendCost(
      this.#sourceCosts.reduce((sum, cost) => sum + cost, this.#topCost),
      '',
    );
  }

  /** Watches the lines of a file of filters, for the top level or for one source. */
  watchFilters(index: number | undefined, pointer: string): WatchLine {
    const decoder = new TextDecoder();
    const { filterLinesMax, filterLengthMax } = compileLimits;
    return (bytes, start, end) => {
      if (++this.#loadedCount > filterLinesMax) {
        throw new FilterLimitError(
          `Files of filters have more than ${filterLinesMax} lines together.`,
          pointer,
        );
      }
      if (end - start > filterLengthMax) {
        throw new FilterLimitError(`A filter in this file has more than ${filterLengthMax} bytes.`, pointer);
      }
      const cost = estimateFilterCost(decoder.decode(bytes.subarray(start, end)));
      this.#spendCost(cost, pointer);
      if (index === undefined) this.#topCost += cost;
      else this.#sourceCosts[index] = (this.#sourceCosts[index] ?? 0) + cost;
    };
  }

  /** Watches the lines of a source. */
  watchSource(index: number | undefined, pointer: string): WatchLine | undefined {
    const costNsPerByte = this.#topCost + (this.#sourceCosts[index ?? 0] ?? 0);
    if (costNsPerByte === 0) return undefined;
    return (_bytes, start, end) => {
      this.#spentNs += costNsPerByte * (end - start + 1);
      if (this.#spentNs <= compileLimits.filterWorkNsMax) return;
      throw new FilterLimitError(
        'There are too many or too costly filters for sources of this size.',
        pointer,
      );
    };
  }

  #spendCost(costNsPerByte: number, pointer: string): void {
    this.#spentCost += costNsPerByte;
    if (this.#spentCost * inputBytesMin <= compileLimits.filterWorkNsMax) return;
    throw new FilterLimitError('There are too many or too costly filters.', pointer);
  }
}

function sumCosts({ exclusions = [], inclusions = [] }: LevelConfiguration): number {
  return [...exclusions, ...inclusions].reduce((sum, filter) => sum + estimateFilterCost(filter), 0);
}

function followLines(sink: LineSink, watch: WatchLine | undefined): LineSink {
  if (watch === undefined) return sink;
  return {
    enterFile: (source) => sink.enterFile(source),
    line(bytes, start, end, classes, lineNumber) {
      watch(bytes, start, end);
      sink.line(bytes, start, end, classes, lineNumber);
    },
  };
}

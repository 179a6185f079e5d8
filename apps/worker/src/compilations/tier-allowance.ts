import type { Configuration, LevelConfiguration } from '@bloqr/compiler';
import { type CompileLimitName, compileLimits, type Fault, type Tier, tierLimits } from '@bloqr/contract';
import type { ProblemReport } from '../lib/problem-report.ts';

/** What a compile asks for, as far as it can be told before anything is read. */
export interface CompileDemand {
  readonly configuration: Configuration;
  readonly preFetchedContent: ReadonlyMap<string, string>;
}

/** Says why this compile may not be done for this tier, or nothing where it may. */
export function findExcess(demand: CompileDemand, tier: Tier): ProblemReport | undefined {
  const levels = listLevels(demand.configuration);
  const faults = levels.flatMap(([pointer, level]) => findLongFilters(pointer, level));
  if (faults.length > 0) {
    return { code: 'invalid-configuration', detail: 'Some filters are too long.', errors: faults };
  }
  const filterCount = levels.reduce((sum, [, level]) => sum + countFilters(level), 0);
  if (filterCount > compileLimits.filtersMax) {
    const detail = `The configuration has ${filterCount} inclusions and exclusions; ${compileLimits.filtersMax} is the limit.`;
    const fix = 'Put them into a list of their own and name it in exclusions_sources or inclusions_sources.';
    return {
      code: 'invalid-configuration',
      detail,
      errors: [{ pointer: '/configuration', detail, fix }],
    };
  }
  return (
    exceed('sourcesMax', tier, countSources(demand.configuration), 'sources') ??
    exceed('inputBytesMax', tier, countBytes(demand.preFetchedContent), 'bytes of pre-fetched content')
  );
}

/** Says why a text is too large for this tier, or nothing where it is not. */
export function findTextExcess(text: string, tier: Tier): ProblemReport | undefined {
  return exceed('inputBytesMax', tier, Buffer.byteLength(text), 'bytes of text');
}

function exceed(name: CompileLimitName, tier: Tier, actual: number, what: string): ProblemReport | undefined {
  const max = tierLimits[tier][name];
  if (max === null || actual <= max) return undefined;
  return {
    code: 'tier-limit-exceeded',
    detail: `This asks for ${actual} ${what}; the tier ${tier} may use ${max}.`,
    limit: { name, tier, max, actual },
  };
}

function listLevels(configuration: Configuration): [pointer: string, level: LevelConfiguration][] {
  const sources = configuration.sources.map((source, index): [string, LevelConfiguration] => [
    `/configuration/sources/${index}`,
    source,
  ]);
  return [['/configuration', configuration], ...sources];
}

/** Everything that would be fetched counts, also lists of exclusions and inclusions. */
function countSources(configuration: Configuration): number {
  return listLevels(configuration).reduce(
    (sum, [, level]) =>
      sum + (level.exclusions_sources?.length ?? 0) + (level.inclusions_sources?.length ?? 0),
    configuration.sources.length,
  );
}

function countFilters(level: LevelConfiguration): number {
  return (level.exclusions?.length ?? 0) + (level.inclusions?.length ?? 0);
}

function findLongFilters(pointer: string, level: LevelConfiguration): Fault[] {
  return (['exclusions', 'inclusions'] as const).flatMap((key) =>
    (level[key] ?? []).flatMap((filter, index) =>
      filter.length > compileLimits.filterLengthMax
        ? [
            {
              pointer: `${pointer}/${key}/${index}`,
              detail: `This has ${filter.length} characters; ${compileLimits.filterLengthMax} is the limit.`,
            },
          ]
        : [],
    ),
  );
}

function countBytes(contents: ReadonlyMap<string, string>): number {
  let sum = 0;
  for (const text of contents.values()) sum += Buffer.byteLength(text);
  return sum;
}

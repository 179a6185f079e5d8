import type { LevelConfiguration } from '../configuration/configuration.ts';
import { compileRuleFilter, type FilterPattern } from '../rule/rule-filter.ts';
import { readFilterPatterns } from '../source/read-filter-patterns.ts';
import type { SourceReader } from '../source/source-reader.ts';
import type { LevelFilters } from './level-plan.ts';

/**
 * Compiles the filters of a level, those kept in files included.
 *
 * @param pointer JSON Pointer of the level in the configuration
 */
export async function loadFilters(
  level: LevelConfiguration,
  pointer: string,
  reader: SourceReader,
): Promise<LevelFilters> {
  const load = async (key: 'exclusions' | 'inclusions') => {
    const inline = (level[key] ?? []).map(
      (text, index): FilterPattern => ({ text, pointer: `${pointer}/${key}/${index}` }),
    );
    const files = level[`${key}_sources`] ?? [];
    const loaded = await readFilterPatterns(files, `${pointer}/${key}_sources`, reader);
    return compileRuleFilter([...inline, ...loaded]);
  };
  return { isExcluded: await load('exclusions'), isIncluded: await load('inclusions') };
}

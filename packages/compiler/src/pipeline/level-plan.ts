import type { LevelConfiguration } from '../configuration/configuration.ts';
import type { LineMatcher } from '../rule/rule-filter.ts';
import {
  isValidatorName,
  type ValidationMode,
  type ValidatorName,
  validators,
} from '../rule/validation-mode.ts';

/** The filters of a level, compiled. */
export interface LevelFilters {
  readonly isExcluded?: LineMatcher | undefined;
  readonly isIncluded?: LineMatcher | undefined;
}

/** A validator of a level. */
export interface PlannedValidation extends ValidationMode {
  readonly name: ValidatorName;
}

/** What one level (a source, or the whole list) does to its lines. The order is that of `transformationOrder`. */
export interface LevelPlan extends LevelFilters {
  readonly convertToAscii: boolean;
  readonly trimLines: boolean;
  readonly removeComments: boolean;
  readonly compress: boolean;
  readonly removeModifiers: boolean;
  readonly invertAllow: boolean;
  readonly validation: PlannedValidation | undefined;
  readonly deduplicate: boolean;
  readonly removeEmptyLines: boolean;
  readonly insertFinalNewLine: boolean;
  /**
   * The validator that names of this level meet in the end, here or at the top: what it will refuse covers nothing in
   * Compress.
   */
  readonly finalValidation: ValidationMode | undefined;
  /** Fold the case of names, drop their final dot. */
  readonly isStrict: boolean;
}

/** The validator among a level's transformations. A configuration has at most one. */
export function validationOf(level: LevelConfiguration, isStrict: boolean): PlannedValidation | undefined {
  const name = level.transformations?.find(isValidatorName);
  return name === undefined ? undefined : { name, ...validators[name], isStrict };
}

export function planLevel(
  level: LevelConfiguration,
  filters: LevelFilters,
  isStrict: boolean,
  topValidation: ValidationMode | undefined,
): LevelPlan {
  const has = new Set(level.transformations);
  const validation = validationOf(level, isStrict);
  return {
    ...filters,
    convertToAscii: has.has('ConvertToAscii'),
    trimLines: has.has('TrimLines'),
    removeComments: has.has('RemoveComments'),
    compress: has.has('Compress'),
    removeModifiers: has.has('RemoveModifiers'),
    invertAllow: has.has('InvertAllow'),
    validation,
    deduplicate: has.has('Deduplicate'),
    removeEmptyLines: has.has('RemoveEmptyLines'),
    insertFinalNewLine: has.has('InsertFinalNewLine'),
    finalValidation: validation ?? topValidation,
    isStrict,
  };
}

/** Whether a level lets every line pass as it is. */
export function isPlanEmpty(plan: LevelPlan, level: LevelConfiguration): boolean {
  return (level.transformations ?? []).length === 0 && !plan.isExcluded && !plan.isIncluded;
}

/** Whether the lines that a level keeps stay as they are. */
export function isVerbatim(plan: LevelPlan): boolean {
  const { convertToAscii, trimLines, compress, removeModifiers, invertAllow, isStrict, validation } = plan;
  const changes = [convertToAscii, trimLines, compress, removeModifiers, invertAllow, isStrict];
  return !changes.includes(true) && validation?.allowIp !== true;
}

export type { Analysis, SourceAnalysis } from './analysis/analysis.ts';
export { type ExplainedCompilation, explain } from './analysis/explain.ts';
export type {
  ExplainedLine,
  ExplainedRule,
  ExplainedStep,
  Explanation,
  LineOutcome,
} from './analysis/explanation.ts';
export { type Compilation, type CompileOptions, type CompileProgress, compile } from './compile.ts';
export { findClosestWord } from './configuration/closest-word.ts';
export type {
  Configuration,
  LevelConfiguration,
  SourceConfiguration,
} from './configuration/configuration.ts';
export { configurationSchema } from './configuration/configuration-schema.ts';
export { parseConfiguration } from './configuration/parse-configuration.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
export {
  CompilerError,
  type CompilerErrorCode,
  type ConfigurationProblem,
  type ErrorPlace,
} from './errors.ts';
export { type Format, type FormatName, formatNames } from './formats/format.ts';
export {
  type FormattableList,
  type FormattedList,
  formatList,
  type ListOutput,
} from './formats/format-list.ts';
export { formats } from './formats/formats.ts';
export type { RefusalCode, RefusedRules } from './formats/refusal.ts';
export { type CommentMark, compiledByLabel, lastModifiedLabel } from './header.ts';
export { validatorNames } from './rule/validation-mode.ts';
export { createSourceReader, openSource } from './source/create-source-reader.ts';
export { defaultSourceLimits } from './source/default-source-limits.ts';
export { isPublicAddress } from './source/ip-range.ts';
export type { KeptSource, SourceHistory, SourceRecording } from './source/source-history.ts';
export type {
  HttpResponse,
  Signal,
  SourceLimits,
  SourcePorts,
  SourceReaderOptions,
} from './source/source-ports.ts';
export type { LineSink, SourceReader, SourceSummary } from './source/source-reader.ts';
export { checkSourceUrl, type UrlDecision, type UrlPolicy, type UrlRefusal } from './source/url-guard.ts';
export type { RemovedCounts, SourceStatistics, Statistics } from './statistics.ts';
export { type Target, type TargetName, targetNames } from './targets/target.ts';
export { targets } from './targets/targets.ts';
export { type TransformationName, transformationOrder } from './transformations/order.ts';
export {
  type LineCounts,
  type ValidateOptions,
  type Validation,
  validateChunks,
  validateText,
} from './validation/validate-text.ts';

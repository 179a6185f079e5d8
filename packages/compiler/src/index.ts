export { type Compilation, type CompileOptions, type CompileProgress, compile } from './compile.ts';
export type {
  Configuration,
  LevelConfiguration,
  SourceConfiguration,
} from './configuration/configuration.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
export {
  CompilerError,
  type CompilerErrorCode,
  type ConfigurationProblem,
  type ErrorPlace,
} from './errors.ts';
export type { LineSink, SourceReader, SourceSummary } from './source/source-reader.ts';
export type { RemovedCounts, SourceStatistics, Statistics } from './statistics.ts';
export { type TransformationName, transformationOrder } from './transformations/order.ts';

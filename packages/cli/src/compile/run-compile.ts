import {
  type Compilation,
  CompilerError,
  type Configuration,
  compile,
  type FormattedList,
  formatList,
} from '@bloqr/compiler';
import type { OptionValues } from '../command-line/command-definition.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { deferSignals } from '../io/defer-signals.ts';
import { createSourceHistoryFiles, historyFolder } from '../io/source-history-files.ts';
import { say, writeResult } from '../io/standard-streams.ts';
import { version } from '../version.ts';
import { chooseConfiguration, configurationPathOf } from './choose-configuration.ts';
import { createCommandReader } from './command-reader.ts';
import { compileCommand } from './compile-command.ts';
import { compileReport } from './compile-report.ts';
import { describeMissing } from './describe-missing.ts';
import { describeRefused } from './describe-refused.ts';
import { explainCompilerError } from './explain-compiler-error.ts';
import { formatAnalysis } from './format-analysis.ts';
import { listOutputOf, maxRulesOf } from './list-output.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { createProgress, type Progress } from './progress.ts';

/**
 * Runs `bloqr compile`.
 *
 * @throws CommandError for everything that the caller can put right
 */
export async function runCompile(args: readonly string[]): Promise<void> {
  const options = parseOptions(compileCommand, args);
  if (options.has('help')) return writeResult(formatHelp(compileCommand));
  const output = outputOf(options);
  if (output === undefined && options.has('json')) {
    throw usageError(compileCommand, '--json needs --output <file>: the report goes to standard output.');
  }
  const listOutput = listOutputOf(options);
  const maxRules = maxRulesOf(options);
  const configurationPath = configurationPathOf(options);
  try {
    const configuration = chooseConfiguration(compileCommand, options);
    if (output !== undefined) checkOutput(output);
    const progress = createProgress(configuration.sources.length, options.has('verbose'));
    const compilation = await compileWith(configuration, options, progress);
    const list = formatList(compilation, listOutput, { maxRules });
    await deliver(compilation, list, output, options.has('json'));
    say(describeMissing(compilation) + describeRefused(list.refused, options.has('verbose')));
    progress.onCompiled(output ?? 'standard output', compilation, list.ruleCount);
    if (options.has('analyse') && !options.has('json')) say(formatAnalysis(compilation));
  } catch (error) {
    throw error instanceof CompilerError ? explainCompilerError(error, configurationPath) : error;
  }
}

function outputOf(options: OptionValues): string | undefined {
  const output = options.last('output');
  return output === '-' ? undefined : output;
}

async function compileWith(
  configuration: Configuration,
  options: OptionValues,
  progress: Progress,
): Promise<Compilation> {
  const { reader, close } = createCommandReader(configuration, options);
  try {
    return await compile(configuration, {
      reader,
      history: createSourceHistoryFiles(historyFolder),
      mode: options.has('strict') ? 'strict' : 'compatible',
      generator: `bloqr ${version}`,
      analyse: options.has('analyse'),
      onProgress: progress.onProgress,
    });
  } finally {
    progress.clear();
    await close();
  }
}

async function deliver(
  compilation: Compilation,
  list: FormattedList,
  output: string | undefined,
  hasReport: boolean,
): Promise<void> {
  const now = new Date();
  if (output === undefined) {
    for (const chunk of list.text(now)) writeResult(chunk);
    return;
  }
  const outcome = await deferSignals(() => writeOutput(output, list, now));
  if (hasReport) writeResult(compileReport(output, compilation, list, outcome));
}

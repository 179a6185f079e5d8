import { CompilerError, explain } from '@bloqr/compiler';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions } from '../command-line/parse-options.ts';
import { chooseConfiguration, configurationPathOf } from '../compile/choose-configuration.ts';
import { createCommandReader } from '../compile/command-reader.ts';
import { describeMissing } from '../compile/describe-missing.ts';
import { explainCompilerError } from '../compile/explain-compiler-error.ts';
import { createSourceHistoryFiles, historyFolder, withoutRecording } from '../io/source-history-files.ts';
import { say, writeResult } from '../io/standard-streams.ts';
import { formatExplanation } from './format-explanation.ts';
import { whyCommand } from './why-command.ts';

/**
 * Runs `bloqr why`.
 *
 * @throws CommandError for everything that the caller can put right
 */
export async function runWhy(args: readonly string[]): Promise<void> {
  const options = parseOptions(whyCommand, args);
  if (options.has('help')) return writeResult(formatHelp(whyCommand));
  const [query = ''] = options.operands;
  try {
    const configuration = chooseConfiguration(whyCommand, options);
    const { reader, close } = createCommandReader(configuration, options);
    try {
      const mode = options.has('strict') ? 'strict' : 'compatible';
      // What sources said before stands for them as in a compile; asking changes nothing.
      const history = withoutRecording(createSourceHistoryFiles(historyFolder));
      const { compilation, explanation } = await explain(configuration, { reader, history, mode }, query);
      say(describeMissing(compilation));
      const report = `${JSON.stringify(explanation, undefined, 2)}\n`;
      writeResult(options.has('json') ? report : formatExplanation(explanation));
    } finally {
      await close();
    }
  } catch (error) {
    throw error instanceof CompilerError ? explainCompilerError(error, configurationPathOf(options)) : error;
  }
}

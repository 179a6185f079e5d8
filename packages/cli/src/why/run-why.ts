import { CompilerError, explain } from '@bloqr/compiler';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions } from '../command-line/parse-options.ts';
import { chooseConfiguration, configurationPathOf } from '../compile/choose-configuration.ts';
import { createCommandReader } from '../compile/command-reader.ts';
import { explainCompilerError } from '../compile/explain-compiler-error.ts';
import { writeResult } from '../io/standard-streams.ts';
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
      const { explanation } = await explain(configuration, { reader, mode }, query);
      const report = `${JSON.stringify(explanation, undefined, 2)}\n`;
      writeResult(options.has('json') ? report : formatExplanation(explanation));
    } finally {
      await close();
    }
  } catch (error) {
    throw error instanceof CompilerError ? explainCompilerError(error, configurationPathOf(options)) : error;
  }
}

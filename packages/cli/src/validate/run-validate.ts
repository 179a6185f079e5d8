import { CompilerError, openSource, targetNames, validateChunks, validatorNames } from '@bloqr/compiler';
import { CommandError } from '../command-error.ts';
import type { OptionValues } from '../command-line/command-definition.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions } from '../command-line/parse-options.ts';
import { createCommandReader } from '../compile/command-reader.ts';
import { explainCompilerError } from '../compile/explain-compiler-error.ts';
import { inputConfiguration } from '../compile/input-configuration.ts';
import { writeResult } from '../io/standard-streams.ts';
import { formatValidation } from './format-validation.ts';
import { validateCommand } from './validate-command.ts';
import type { ValidatedSource } from './validated-source.ts';

/**
 * Runs `bloqr validate`.
 *
 * @throws CommandError with reason `findings` where a line has an error, and for everything else that the caller can put
 * right
 */
export async function runValidate(args: readonly string[]): Promise<void> {
  const options = parseOptions(validateCommand, args);
  if (options.has('help')) return writeResult(formatHelp(validateCommand));
  const validated = await validateSources(options);
  const report = `${JSON.stringify({ sources: validated }, undefined, 2)}\n`;
  writeResult(options.has('json') ? report : formatValidation(validated));
  const errorCount = validated.reduce((sum, one) => sum + countErrors(one), 0);
  if (errorCount > 0)
    throw new CommandError('findings', 'lines-invalid', describeCount(errorCount), { isSilent: true });
}

async function validateSources(options: OptionValues): Promise<readonly ValidatedSource[]> {
  const validator = validatorNames.find((name) => name === options.last('validator')) ?? 'Validate';
  const target = targetNames.find((name) => name === options.last('target'));
  const { readerOptions, close } = createCommandReader(inputConfiguration(options.operands), options);
  try {
    const validated: ValidatedSource[] = [];
    for (const [index, source] of options.operands.entries()) {
      const chunks = openSource(source, `/sources/${index}/source`, readerOptions);
      const validation = await validateChunks(chunks, {
        name: source,
        validator,
        isStrict: options.has('strict'),
        ...(target === undefined ? {} : { target }),
      });
      validated.push({ source, ...validation });
    }
    return validated;
  } catch (error) {
    throw error instanceof CompilerError ? explainCompilerError(error, undefined) : error;
  } finally {
    await close();
  }
}

/** Findings beyond those listed count as errors: nobody knows that they are none. */
function countErrors({ diagnostics, diagnosticsDropped }: ValidatedSource): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length + diagnosticsDropped;
}

function describeCount(errors: number): string {
  return `${errors} line${errors === 1 ? ' has an error' : 's have errors'}.`;
}

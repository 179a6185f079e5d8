import type { CompilerError, CompilerErrorCode, ConfigurationProblem } from '@bloqr/compiler';
import { CommandError } from '../command-error.ts';
import { PrivateAddressError } from '../io/private-address-error.ts';

const advice: Partial<Record<CompilerErrorCode, string>> = {
  'source-refused': 'A host that is meant can be allowed with --allow-host <host:port>.',
  'source-unreachable': 'Check the address and the network, then compile again. Nothing was written.',
  'source-not-found': 'Check the spelling; paths count from the folder in which the command runs.',
  'source-not-a-list':
    'Open the address in a browser: it must give the plain text of the list, not a page about it.',
};

/** For what is no address. */
const adviceOnFiles: Partial<Record<CompilerErrorCode, string>> = {
  'source-unreachable': 'Check that it is a file that you may read. Nothing was written.',
  'source-not-a-list':
    'A list is plain text in UTF-8: unpack or convert the file first. A configuration is given with --config.',
};

/**
 * Turns an error of the compiler into one for the person who called the command.
 *
 * @param configurationPath undefined where no file holds the configuration
 */
export function explainCompilerError(
  error: CompilerError,
  configurationPath: string | undefined,
): CommandError {
  if (error.code === 'too-many-rules') {
    const lines = ['Allow more with --max-rules, or leave sources out. Nothing was written.'];
    return new CommandError('limit', error.code, `${error.message}.`, { lines });
  }
  if (error.code === 'invalid-configuration') return explainProblems(error, configurationPath);
  const refused = PrivateAddressError.among(error);
  const code = refused === undefined ? error.code : 'source-refused';
  const { source, line } = error.place;
  const isFile = source !== undefined && !/^https?:/i.test(source);
  const help = (isFile ? adviceOnFiles[code] : undefined) ?? advice[code];
  const isPlaceMissing = source !== undefined && line !== undefined && !error.message.includes(source);
  return new CommandError('source', code, `${(refused ?? error).message}.`, {
    lines: [
      ...(isPlaceMissing ? [`in ${source}:${line}`] : []),
      ...(configurationPath === undefined || error.place.pointer === undefined
        ? []
        : [`configured at ${error.place.pointer} of ${configurationPath}`]),
      ...(help === undefined ? [] : [help]),
    ],
    report: { ...error.place },
  });
}

function explainProblems({ message, problems }: CompilerError, configurationPath = 'the configuration') {
  const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  const summary = problems.length === 0 ? message : `${configurationPath} is not valid (${count}):`;
  return new CommandError('configuration', 'invalid-configuration', summary, {
    lines: problems.map(formatProblem),
    report: { problems },
  });
}

function formatProblem({ pointer, detail, fix }: ConfigurationProblem): string {
  return `${pointer || '(top)'}: ${detail}${fix === undefined ? '' : ` ${fix}`}`;
}

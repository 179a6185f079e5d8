import type { CompilerError, CompilerErrorCode } from '@bloqr/compiler';
import { CommandError } from '../command-error.ts';
import type { ExitReason } from '../exit-code.ts';
import { PrivateAddressError } from '../io/private-address-error.ts';

const advice: Partial<Record<CompilerErrorCode, string>> = {
  'source-refused': 'A host that is meant can be allowed with --allow-host <host:port>.',
  'source-unreachable': 'Check the address and the network, then compile again. Nothing was written.',
  'source-not-found': 'Check the spelling; paths count from the folder in which the command runs.',
  'source-not-a-list':
    'Open the address in a browser: it must give the plain text of the list, not a page about it.',
};

/** Turns an error of the compiler into one for the person who called the command. */
export function explainCompilerError(
  error: CompilerError,
  configurationPath: string | undefined,
): CommandError {
  const { place, problems } = error;
  const refused = PrivateAddressError.among(error);
  const code = refused === undefined ? error.code : 'source-refused';
  const message = `${refused === undefined ? error.message : refused.message}.`;
  const reason: ExitReason = code === 'invalid-configuration' ? 'configuration' : 'source';
  return new CommandError(reason, code, message, {
    lines: [
      ...problems.map(({ pointer, detail, fix }) => [pointer || '/', detail, fix].filter(Boolean).join('  ')),
      ...describePlace(error, configurationPath),
      ...(advice[code] === undefined ? [] : [advice[code]]),
    ],
    report: { ...place, ...(problems.length > 0 && { problems }) },
  });
}

/** Where in the source and in the configuration it happened. */
function describePlace({ place, message }: CompilerError, configurationPath: string | undefined): string[] {
  const { pointer, source, line } = place;
  const lines: string[] = [];
  if (source !== undefined && (line !== undefined || !message.includes(source))) {
    lines.push(line === undefined ? source : `${source}:${line}`);
  }
  if (pointer !== undefined && configurationPath !== undefined) {
    lines.push(`configured at ${pointer} of ${configurationPath}`);
  }
  return lines;
}

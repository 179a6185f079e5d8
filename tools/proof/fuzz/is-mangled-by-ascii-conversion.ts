import { domainToASCII } from 'node:url';

/** Everything of ASCII that is neither letter, digit, dot, hyphen nor underscore. */
const foreignToNames = /[\0-,/:-@[-^`{-\x7f]/;

/**
 * Whether HostlistCompiler's ConvertToAscii takes something else than a name in this line for one, or a name that has
 * no ASCII form. It looks at runs between white space, `^`, `$`, `|` and `=` that have a dot inside and something
 * non-ASCII.
 */
export function isMangledByAsciiConversion(line: string): boolean {
  if (/^(?:!|# |####|#$)/.test(line)) return false;
  return line.split(/[\s^$|=]+/).some((run) => {
    const name = run.replace(/^\*\./, '');
    const isConverted = /[^\0-\x7f]/.test(run) && /.\../.test(run);
    return isConverted && (foreignToNames.test(name) || domainToASCII(name) === '');
  });
}

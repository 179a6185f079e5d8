import { domainToASCII } from 'node:url';

/** Everything of ASCII that is neither letter, digit, dot, hyphen nor underscore. */
const foreignToNames = /[\0-,/:-@[-^`{-\x7f]/;
/** What stands before a path, a regular expression or the body of a cosmetic rule. */
const endOfNames = /(?<!:\/?)\/|:\/(?!\/)|#@?(?:\$\?|[$%?])?#|\$@?\$/;

/**
 * Whether HostlistCompiler's ConvertToAscii takes something else than a name in this line for one, or a name that has
 * no ASCII form. It looks at runs between white space, `^`, `$`, `|` and `=` that have a dot inside and something
 * non-ASCII.
 */
export function isMangledByAsciiConversion(line: string): boolean {
  if (/^(?:!|# |####|#$)/.test(line)) return false;
  for (const { 0: run, index } of line.matchAll(/[^\s^$|=]+/g)) {
    const isConverted = /[^\0-\x7f]/.test(run) && /.\../.test(run);
    if (!isConverted) continue;
    const name = run.replace(/^\*\./, '');
    if (foreignToNames.test(name) || domainToASCII(name) === '' || endOfNames.test(line.slice(0, index)))
      return true;
  }
  return false;
}

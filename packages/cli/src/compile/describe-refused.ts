import type { RefusedRules } from '@bloqr/compiler';
import { escapeControls } from '../command-line/escape-controls.ts';
import { formatCount } from '../command-line/format-number.ts';

/** What a format or target could not say, for a person: for each reason its rules, one example or all that are kept. */
export function describeRefused(refused: readonly RefusedRules[], showsAll: boolean): string {
  return refused
    .flatMap(({ code, message, count, examples }) => {
      const fate = code.startsWith('narrowed-') ? 'written narrower' : 'left out';
      const shown = showsAll ? examples : examples.slice(0, 1);
      return [
        `${formatCount(count, 'rule')} ${fate}: ${message} (${code})`,
        ...shown.map((rule) => `    ${escapeControls(rule)}`),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}

import type { RefusedRules } from '@bloqr/compiler';

/** What a format or target could not say, for a person: for each reason its rules, one example or all that are kept. */
export function describeRefused(refused: readonly RefusedRules[], showsAll: boolean): string {
  return refused
    .flatMap(({ code, message, count, examples }) => {
      const rules = `${count.toLocaleString('en-US')} rule${count === 1 ? '' : 's'}`;
      const fate = code.startsWith('narrowed-') ? 'written narrower' : 'left out';
      const shown = showsAll ? examples : examples.slice(0, 1);
      return [
        `${rules} ${fate}: ${message} (${code})`,
        ...shown.map((rule) => `    ${escapeControls(rule)}`),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** A rule of somebody's list must not speak to the terminal. */
function escapeControls(rule: string): string {
  return rule.replace(/[\p{Cc}\p{Cf}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

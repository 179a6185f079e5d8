import { expect, it } from 'vitest';
import { compileText } from '../../test/compile-text.ts';
import { formatList } from '../formats/format-list.ts';
import { transformationOrder } from '../transformations/order.ts';
import { validateText } from '../validation/validate-text.ts';

const length = 400_000;

// Whoever writes a list must not be able to keep a compile busy: where time grows with the square of a line's length,
// each of these takes minutes, and the test runs out of its time.
it.each([
  { name: 'spaces within a rule', line: `||a.example^${' \t'.repeat(length / 2)}x` },
  { name: 'spaces before a comment that another line end cuts', line: `0.0.0.0${' '.repeat(length)}#\u2028` },
  { name: 'dollar signs', line: `||a.example^${'$'.repeat(length)}` },
  { name: 'slashes and dollar signs', line: '/a/$'.repeat(length / 4) },
  { name: 'pipes and carets', line: `||${'^|'.repeat(length / 2)}` },
  { name: 'labels', line: `||${'a.'.repeat(length / 2)}example^` },
])('a line of $name is read in time linear in its length', async ({ line }) => {
  const text = `${line}\n||ads.example^`;
  const transformations = transformationOrder.filter((name) => !/^(?:Validate|InvertAllow)./.test(name));
  const compiled = await compileText(text, { transformations: [...transformations] });
  expect(compiled.statistics.ruleCount).toBeGreaterThanOrEqual(1);
  const untouched = await compileText(text);
  for (const target of ['adguard-home', 'ublock-origin', 'dnsmasq'] as const) {
    expect(formatList(untouched, { target }).ruleCount).toBeGreaterThanOrEqual(1);
  }
  expect(validateText(text).lineCount).toBe(2);
});

import { describe, expect, it } from 'vitest';
import { evaluateCondition } from './condition-expression.ts';

describe('evaluateCondition', () => {
  it.each([
    ['true', true],
    ['\u00a0true\t', true],
    ['false', false],
    ['adguard', false],
    ['True', false],
    ['1', false],
    ['__proto__', false],
    ['true true', false],
    ['true // comment', false],
    ['!true', false],
    ['! false', true],
    ['!!true', true],
    ['true && true', true],
    ['true && adguard', false],
    ['adguard || true', true],
    ['true || true && false', true],
    ['false && true || true', true],
    ['(true)', true],
    ['!(adguard && !adguard_ext_safari)', true],
    ['(false || true) && true', true],
    ['true && (false || (true))', true],
  ])('evaluates %j to %j', (condition, expected) => {
    expect(evaluateCondition(condition)).toBe(expected);
  });

  it.each([
    ['true||x', false],
    ['true&&true', false],
    ['truex||false', true],
    ['(true)||(false)', false],
    ['true ||| false', true],
  ])('drops one character before an operator: %j is %j', (condition, expected) => {
    expect(evaluateCondition(condition)).toBe(expected);
  });

  it.each([
    ['tr(ue)', false],
    ['!(true)false', true],
    ['(true)(true)', false],
  ])('puts the value in the place of parentheses: %j is %j', (condition, expected) => {
    expect(evaluateCondition(condition)).toBe(expected);
  });

  it.each([
    ['', 'empty'],
    [' \t', 'empty'],
    ['!', 'empty'],
    ['()', 'empty'],
    ['true &&', 'empty'],
    ['|| true', 'empty'],
    ['true ||', true],
    ['false && &&', false],
  ])('finds the empty operand it reaches: %j is %j', (condition, expected) => {
    expect(evaluateCondition(condition)).toBe(expected);
  });

  it.each(['(true', 'true)', ')(', ') true (', '((true)'])(
    'finds unbalanced parentheses in %j',
    (condition) => {
      expect(evaluateCondition(condition)).toBe('unbalanced');
    },
  );

  it('refuses a condition longer than 1,024 characters, however deep', () => {
    expect(evaluateCondition(`${'!'.repeat(1020)}true`)).toBe(true);
    expect(evaluateCondition(`${'!'.repeat(1021)}true`)).toBe('too-long');
    expect(evaluateCondition(`${'('.repeat(510)}true${')'.repeat(510)}`)).toBe(true);
  });
});

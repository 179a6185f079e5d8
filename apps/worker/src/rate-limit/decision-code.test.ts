import { expect, it } from 'vitest';
import { decodeDecision, encodeDecision } from './decision-code.ts';

const windowSeconds = 60;

it.each([
  { isAllowed: true, remaining: 0, resetSeconds: 1 },
  { isAllowed: false, remaining: 0, resetSeconds: 1 },
  { isAllowed: true, remaining: 9, resetSeconds: windowSeconds },
  { isAllowed: false, remaining: 2, resetSeconds: windowSeconds },
  { isAllowed: true, remaining: 999_999_999, resetSeconds: 59 },
  { isAllowed: false, remaining: 1_000_000_000, resetSeconds: windowSeconds },
])('comes through as it was: $isAllowed, $remaining left, $resetSeconds s', (decision) => {
  const code = encodeDecision(decision, { windowSeconds });
  expect(Number.isSafeInteger(code)).toBe(true);
  expect(decodeDecision(code, { windowSeconds })).toEqual(decision);
});

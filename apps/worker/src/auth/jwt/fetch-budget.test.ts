import { expect, it } from 'vitest';
import { createFetchBudget } from './fetch-budget.ts';

it('lets some through at once, then one an interval', () => {
  let time = 0;
  const budget = createFetchBudget(() => time, 2, 30_000);
  const takeAll = () => {
    let count = 0;
    while (budget.has()) {
      budget.take();
      count += 1;
    }
    return count;
  };
  expect(takeAll()).toBe(2);
  expect(budget.secondsLeft()).toBe(30);
  time = 29_999;
  expect([takeAll(), budget.secondsLeft()]).toEqual([0, 1]);
  time = 30_000;
  expect(takeAll()).toBe(1);
  time = 10_000_000;
  expect(takeAll()).toBe(2);
  time = 0;
  expect(takeAll()).toBe(0);
});

it('takes a clock that goes backwards to stand still', () => {
  let time = 1_000_000;
  const budget = createFetchBudget(() => time, 2, 30_000);
  budget.take();
  time = 0;
  expect([budget.has(), budget.secondsLeft()]).toEqual([true, 1]);
  budget.take();
  expect([budget.has(), budget.secondsLeft()]).toEqual([false, 30]);
  time = 1_000_000;
  expect(budget.has()).toBe(false);
  time = 1_030_000;
  expect(budget.has()).toBe(true);
});

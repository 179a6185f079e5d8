import { expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

it('runs what is due, in order, at its own time', async () => {
  const clock = new VirtualClock({ start: 1000 });
  const ran: (readonly [string, number])[] = [];
  const note = (name: string) => async () => {
    ran.push([name, clock.now()]);
  };
  clock.after(20, note('later'));
  clock.after(10, note('soon'));
  clock.after(10, note('soon too'));
  clock.after(31, note('too late'));
  await clock.advance(30);
  expect(ran).toEqual([
    ['soon', 1010],
    ['soon too', 1010],
    ['later', 1020],
  ]);
  expect(clock.now()).toBe(1030);
});

it('waits for work, and runs what the work plans', async () => {
  const clock = new VirtualClock({ start: 0 });
  const ran: number[] = [];
  const repeat = async (): Promise<void> => {
    ran.push(clock.now());
    await new Promise((resolve) => setTimeout(resolve, 1));
    clock.after(100, repeat);
  };
  clock.after(0, repeat);
  await clock.advance(350);
  expect(ran).toEqual([0, 100, 200, 300]);
});

it('runs nothing that was called off, not even by what runs before it', async () => {
  const clock = new VirtualClock({ start: 0 });
  const ran: string[] = [];
  clock.after(5, async () => cancel());
  const cancel = clock.after(5, async () => {
    ran.push('cancelled');
  });
  await clock.advance(10);
  expect(ran).toEqual([]);
});

it('goes on without work that takes longer than its patience', async () => {
  const clock = new VirtualClock({ start: 0, patienceMs: 5 });
  const ran: string[] = [];
  clock.after(0, () => new Promise(() => {}));
  clock.after(50, async () => {
    ran.push('after it');
  });
  await clock.advance(50);
  expect(ran).toEqual(['after it']);
});

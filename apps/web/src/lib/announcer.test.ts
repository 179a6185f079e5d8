import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/test-clock.ts';
import { Announcer } from './announcer.ts';

describe('the announcer', () => {
  it('says the first text at once and of the following the latest, when the first has had its time', () => {
    const clock = createTestClock();
    const announcer = new Announcer(clock.delay, 2000);
    announcer.say('one');
    announcer.say('two');
    announcer.say('three');
    expect(announcer.text()).toBe('one');
    clock.pass(1999);
    expect(announcer.text()).toBe('one');
    clock.pass(1);
    expect(announcer.text()).toBe('three');
    announcer.say('four');
    expect(announcer.text()).toBe('three');
    clock.pass(2000);
    expect(announcer.text()).toBe('four');
  });

  it('says nothing anew that it just said', () => {
    const clock = createTestClock();
    const announcer = new Announcer(clock.delay, 2000);
    announcer.say('one');
    announcer.say('one');
    clock.pass(2000);
    announcer.say('two');
    expect(announcer.text()).toBe('two');
  });

  it('drops what waits when it is interrupted', () => {
    const clock = createTestClock();
    const announcer = new Announcer(clock.delay, 2000);
    announcer.say('one');
    announcer.say('two');
    announcer.interrupt('done');
    expect(announcer.text()).toBe('done');
    clock.pass(10_000);
    expect(announcer.text()).toBe('done');
  });
});

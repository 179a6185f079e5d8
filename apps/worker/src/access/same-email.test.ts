import { describe, expect, it } from 'vitest';
import { isSameEmail } from './same-email.ts';

describe('two addresses', () => {
  it.each([
    ['admin@example.org', 'admin@example.org'],
    ['Admin@Example.ORG', 'admin@example.org'],
    ['admin@example.org', 'ADMIN@EXAMPLE.ORG'],
    ['käthe@example.org', 'Käthe@example.org'],
  ])('%s and %s are one', (one, other) => {
    expect(isSameEmail(one, other)).toBe(true);
  });

  it.each([
    { name: 'another person', one: 'admin@example.org', other: 'other@example.org' },
    { name: 'another host', one: 'admin@example.org', other: 'admin@example.com' },
    { name: 'a tag behind a plus sign', one: 'admin+a@example.org', other: 'admin@example.org' },
    { name: 'dots', one: 'a.dmin@example.org', other: 'admin@example.org' },
    { name: 'a blank', one: 'admin@example.org ', other: 'admin@example.org' },
    { name: 'a dot at the end', one: 'admin@example.org.', other: 'admin@example.org' },
    { name: 'the sign of Kelvin', one: '\u212aate@example.org', other: 'kate@example.org' },
    { name: 'a Turkish capital', one: '\u0130da@example.org', other: 'i\u0307da@example.org' },
    { name: 'a letter outside of ASCII in capitals', one: 'Ä@example.org', other: 'ä@example.org' },
    { name: 'a letter of another script', one: '\u0430dmin@example.org', other: 'admin@example.org' },
    { name: 'a letter composed otherwise', one: '\u00e4@example.org', other: 'a\u0308@example.org' },
    { name: 'a long s', one: 'admin@te\u017ft.org', other: 'admin@test.org' },
  ])('are two with $name', ({ one, other }) => {
    expect(isSameEmail(one, other)).toBe(false);
    expect(isSameEmail(other, one)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { leadsAway } from './leads-away.ts';

const origin = 'https://bloqr.example.org';
const allowed = new Set(['https://app.example.org']);

describe('an answer', () => {
  it.each([
    { location: '/compiler', isAway: false },
    { location: '/..//evil.example', isAway: false },
    { location: `${origin}/reset-password?token=x`, isAway: false },
    { location: 'https://app.example.org/', isAway: false },
    { location: '//evil.example?error=x', isAway: true },
    { location: '\\\\evil.example', isAway: true },
    { location: '/\\evil.example', isAway: true },
    { location: 'https://bloqr.example.org.evil.example/', isAway: true },
    { location: 'https://bloqr.example.org@evil.example/', isAway: true },
    { location: 'http://bloqr.example.org/', isAway: true },
    { location: 'javascript:alert(1)', isAway: true },
    { location: 'https://', isAway: true },
  ])('that leads to $location leads away: $isAway', ({ location, isAway }) => {
    const answer = { status: 302, headers: new Headers({ Location: location }) };
    expect(leadsAway(answer, origin, allowed)).toBe(isAway);
  });

  it('that leads nowhere does not lead away', () => {
    expect(leadsAway(new Response(), origin, allowed)).toBe(false);
    const told = { status: 200, headers: new Headers({ Location: 'https://github.com/login' }) };
    expect(leadsAway(told, origin, allowed)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { describeUserAgent, readSessionId, readSessions } from './own-sessions.ts';

describe('where somebody is signed in', () => {
  it.each([
    {
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      place: 'Chrome on Linux',
    },
    {
      userAgent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0',
      place: 'Edge on Windows',
    },
    {
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1',
      place: 'Safari on iOS',
    },
    { userAgent: 'curl/8.9.1', place: 'curl' },
    { userAgent: '<script>pwned=1</script>', place: '<script>pwned=1</script>' },
    { userAgent: '', place: 'A program' },
  ])('is $place', ({ userAgent, place }) => {
    expect(describeUserAgent(userAgent)).toBe(place);
  });

  it('is read from whatever comes', () => {
    expect(readSessions([{ id: '1', token: 't', userAgent: 'curl/8', ipAddress: null }])).toEqual([
      { id: '1', token: 't', place: 'curl', address: '', createdAt: '', updatedAt: '' },
    ]);
    expect(readSessions(null)).toEqual([]);
    expect([readSessionId({ session: { id: '1' } }), readSessionId(null)]).toEqual(['1', '']);
  });
});

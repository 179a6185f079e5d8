import { describe, expect, it } from 'vitest';
import { parseAllowedOrigins } from './allowed-origins.ts';

const local = ['http://localhost:4200', 'http://localhost:8787'];

describe('ALLOWED_ORIGINS', () => {
  it.each([
    {
      text: 'https://a.example,https://B.example/x',
      says: 'entry 2 is written https://b.example by browsers.',
    },
    { text: 'https://*.example', says: 'entry 1 has a wildcard.' },
    { text: '*', says: 'entry 1 is a wildcard.' },
    {
      text: 'a.example,sk_test_canary',
      says: 'entry 1 is no address that begins with https://; entry 2 is no address that begins with https://.',
    },
    { text: 'https://user:canary@a.example', says: 'entry 1 is written https://a.example by browsers.' },
  ])('says which entry is wrong, and shows nothing but an origin: $text', ({ text, says }) => {
    const [fault = ''] = parseAllowedOrigins(text, 'local').faults;
    expect(fault.endsWith(`: ${says}`)).toBe(true);
    expect(fault).not.toContain('canary');
  });

  it.each([
    { environment: 'local', text: '', origins: local },
    { environment: 'preview', text: ' ', origins: local },
    { environment: 'production', text: '', origins: [] },
    { environment: 'local', text: 'https://a.example', origins: ['https://a.example'] },
    {
      environment: 'production',
      text: 'https://a.example, https://b.example:8443,http://localhost:4200',
      origins: ['https://a.example', 'https://b.example:8443', 'http://localhost:4200'],
    },
  ] as const)('in $environment "$text" allows $origins', ({ environment, text, origins }) => {
    expect(parseAllowedOrigins(text, environment)).toEqual({ origins: new Set(origins), faults: [] });
  });

  it.each([
    '*',
    'null',
    'a.example',
    'https://a.example/',
    'https://a.example/path',
    'https://A.example',
    'https://a.example:443',
    'https://*.example',
    'ftp://a.example',
    'https://user@a.example',
    'https://',
    'https://a.example https://b.example',
  ])('"%s" is a fault and allows nothing', (text) => {
    expect(parseAllowedOrigins(text, 'local')).toMatchObject({
      origins: new Set(),
      faults: [expect.any(String)],
    });
  });
});

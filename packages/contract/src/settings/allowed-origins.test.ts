import { describe, expect, it } from 'vitest';
import { parseAllowedOrigins } from './allowed-origins.ts';

const local = ['http://localhost:4200', 'http://localhost:8787'];

describe('ALLOWED_ORIGINS', () => {
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

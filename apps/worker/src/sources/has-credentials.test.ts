import { expect, it } from 'vitest';
import { hasCredentials } from './has-credentials.ts';

it.each([
  { url: 'https://example.org/list.txt', has: false },
  { url: 'https://example.org/list.txt?format=hosts&v=2', has: false },
  { url: 'https://example.org/list.txt?keyword=ads', has: false },
  { url: 'https://user@example.org/list.txt', has: true },
  { url: 'https://:pass@example.org/list.txt', has: true },
  { url: 'https://example.org/list.txt?token=x', has: true },
  { url: 'https://example.org/list.txt?access_token=x', has: true },
  { url: 'https://example.org/list.txt?X-Amz-Signature=x', has: true },
  { url: 'https://example.org/list.txt?a=1&API-KEY=x', has: true },
  { url: 'https://example.org/list.txt?sig=x', has: true },
])('$url has credentials: $has', ({ url, has }) => {
  expect(hasCredentials(url)).toBe(has);
});

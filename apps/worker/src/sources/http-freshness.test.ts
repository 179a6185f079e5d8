import { describe, expect, it } from 'vitest';
import { freshMs, mayKeep, retryAtMs } from './http-freshness.ts';

const make = (fields: Record<string, string>) => new Headers(fields);

describe('an answer', () => {
  it.each([
    { fields: { ETag: '"a"' }, isKept: true },
    { fields: { 'Last-Modified': 'Mon, 01 Jan 2024 00:00:00 GMT' }, isKept: true },
    { fields: { 'Cache-Control': 'max-age=60' }, isKept: true },
    { fields: { ETag: '"a"', 'Cache-Control': 'no-cache' }, isKept: true },
    { fields: {}, isKept: false },
    { fields: { 'Cache-Control': 'max-age=0' }, isKept: false },
    { fields: { ETag: '"a"', 'Cache-Control': 'no-store' }, isKept: false },
    { fields: { ETag: '"a"', 'Cache-Control': 'Private, max-age=60' }, isKept: false },
    { fields: { ETag: '"a"', 'Cache-Control': 'private="Set-Cookie"' }, isKept: false },
    { fields: { ETag: '"a"', Vary: '*' }, isKept: false },
  ])('with $fields is kept: $isKept', ({ fields, isKept }) => {
    expect(mayKeep(make(fields))).toBe(isKept);
  });

  it.each([
    { fields: {}, ms: 0 },
    { fields: { 'Cache-Control': 'max-age=60' }, ms: 60_000 },
    { fields: { 'Cache-Control': 'max-age=10, s-maxage=20' }, ms: 20_000 },
    { fields: { 'Cache-Control': 'max-age="60"' }, ms: 60_000 },
    { fields: { 'Cache-Control': 'max-age=60', Age: '50' }, ms: 10_000 },
    { fields: { 'Cache-Control': 'max-age=60', Age: '70' }, ms: 0 },
    { fields: { 'Cache-Control': 'max-age=31536000' }, ms: 300_000 },
    { fields: { 'Cache-Control': 'max-age=60, no-cache' }, ms: 0 },
    { fields: { 'Cache-Control': 'max-age=soon' }, ms: 0 },
    { fields: { 'Cache-Control': 'max-age=-1' }, ms: 0 },
  ])('with $fields is fresh for $ms ms', ({ fields, ms }) => {
    expect(freshMs(make(fields))).toBe(ms);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    { status: 429, value: '120', at: now + 120_000 },
    { status: 503, value: 'Thu, 01 Jan 2026 00:01:00 GMT', at: now + 60_000 },
    { status: 503, value: '99999999', at: now + 24 * 3_600_000 },
    { status: 429, value: '0', at: undefined },
    { status: 429, value: 'Wed, 31 Dec 2025 00:00:00 GMT', at: undefined },
    { status: 429, value: 'later', at: undefined },
    { status: 429, value: '', at: undefined },
    { status: 500, value: '120', at: undefined },
  ])('$value with $status', ({ status, value, at }) => {
    expect(retryAtMs(status, make({ 'Retry-After': value }), now)).toBe(at);
  });
});

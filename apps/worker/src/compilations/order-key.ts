import { createHash } from 'node:crypto';
import type { CompileOrder } from './compile-order.ts';

/**
 * SHA-256 over everything that an order's result is made from but for the sources that are fetched: orders with the
 * same key, whose sources say the same, have the same result. The order of fields in the configuration does not count.
 *
 * @param build the code that compiles: another one may make something else of the same order
 * @param hostAllowlist which sources may be read: where that changes, nothing old may be given out
 */
export function keyOfOrder(order: CompileOrder, build: string, hostAllowlist: ReadonlySet<string>): string {
  const hash = createHash('sha256');
  const { configuration, preFetchedContent, output, maxRules, analysis, why, tier, ownHosts } = order;
  const hosts = { own: [...ownHosts].sort(), allowed: [...hostAllowlist].sort() };
  hash.update(canonicalJson({ build, configuration, output, maxRules, analysis, why, tier, hosts }));
  for (const [name, text] of [...preFetchedContent].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Lengths first: no two lists of names and texts are the same sequence of bytes.
    hash.update(`\n${JSON.stringify(name)} ${Buffer.byteLength(text)}\n`).update(text);
  }
  return hash.digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sortKeys(part) : part));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(record: Record<string, unknown>): Record<string, unknown> {
  // Without a prototype, a key called __proto__ is a key like any other.
  const sorted: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(record).sort()) sorted[key] = record[key];
  return sorted;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** The Worker as it is deployed. */
export const productEntryPoint = join(root, 'apps/worker/src/index.ts');

/**
 * The product's Worker in workerd's configuration language: the compatibility that wrangler.toml says, its limiter, and
 * variables. It has no database and no cache, both of which it can do without.
 */
export function describeProductWorker(variables: Readonly<Record<string, string>>): string {
  const bindings = Object.entries(variables).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  );
  bindings.push('(name = "RATE_WINDOWS", durableObjectNamespace = "RateWindow")');
  return `compatibilityDate = ${readCompatibility('compatibility_date')},
      compatibilityFlags = ${readCompatibility('compatibility_flags')},
      bindings = [${bindings.join(', ')}],
      durableObjectNamespaces = [(className = "RateWindow", uniqueKey = "rate-window", enableSql = true)],
      durableObjectStorage = (inMemory = void)`;
}

/** What wrangler.toml says of the platform, as it is written there: TOML, JSON and workerd's own language agree on it. */
export function readCompatibility(name: 'compatibility_date' | 'compatibility_flags'): string {
  const settings = readFileSync(join(root, 'wrangler.toml'), 'utf8');
  const value = new RegExp(`^${name} = (.+)$`, 'm').exec(settings)?.[1];
  if (value === undefined) throw new Error(`wrangler.toml does not say ${name}`);
  return value;
}

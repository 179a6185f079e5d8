import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMember } from '../clerk/read-answer.ts';

/** Settings that mean nothing in any table but at the top, and in an environment. */
export const topLevelOnly: ReadonlySet<string> = new Set([
  'account_id',
  'compatibility_date',
  'compatibility_flags',
  'find_additional_modules',
  'keep_vars',
  'logpush',
  'main',
  'minify',
  'no_bundle',
  'preview_urls',
  'send_metrics',
  'upload_source_maps',
  'workers_dev',
]);

/** Every setting that wrangler knows at the top level, from its own schema. */
export function listSettingNames(root: string): ReadonlySet<string> {
  const file = join(root, 'node_modules/wrangler/config-schema.json');
  if (!existsSync(file)) return topLevelOnly;
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const definition = readMember(readMember(readMember(schema, 'definitions'), 'RawConfig'), 'properties');
  return new Set([...topLevelOnly, ...Object.keys(definition ?? {})]);
}

import type { BoundResource } from './deployment.ts';
import { resourceKinds } from './resource-kinds.ts';

/** The key by which the binding of a resource is known in wrangler.toml. */
const nameKeys = { d1: 'database_name', kv: 'binding', r2: 'bucket_name', queue: 'queue' } as const;

/**
 * Puts the id of a resource into the text of wrangler.toml, in the table that binds it; everything else stays as it is,
 * comments included. Undefined where that table is not found, or does not say its id on a line of its own.
 *
 * @param environment undefined for the top level
 */
export function writeId(
  text: string,
  environment: string | undefined,
  { kind, name }: BoundResource,
  id: string,
  worker: string,
): string | undefined {
  const { idKey } = resourceKinds[kind];
  if (idKey === undefined) return undefined;
  const lines = text.split('\n');
  const header = `[[${environment === undefined ? '' : `env.${environment}.`}${kind === 'd1' ? 'd1_databases' : 'kv_namespaces'}]]`;
  const nameInFile = kind === 'kv' ? name.slice(worker.length + 1) : name;
  const nameLine = new RegExp(`^\\s*${nameKeys[kind]}\\s*=\\s*["']${escapePattern(nameInFile)}["']`);
  const idLine = new RegExp(`^(\\s*${idKey}\\s*=\\s*)(["'])[^"']*\\2`);
  for (const [start, line] of lines.entries()) {
    if (line.trim() !== header) continue;
    const next = lines.findIndex((other, index) => index > start && other.startsWith('['));
    const end = next === -1 ? lines.length : next;
    const table = lines.slice(start, end);
    const at = table.findIndex((one) => idLine.test(one));
    if (at === -1 || !table.some((one) => nameLine.test(one))) continue;
    lines[start + at] = (lines[start + at] ?? '').replace(idLine, `$1"${id}"`);
    return lines.join('\n');
  }
  return undefined;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import { createHash } from 'node:crypto';
import type { CompiledList } from './compiled-list.ts';
import { encodeSummaryJson } from './list-json.ts';

/**
 * A strong entity tag: it is the same exactly where every byte of the answer is. The list is its header, whose only
 * changing parts are what the order says and the date, and the rules that the digest stands for; so it need not be
 * read again.
 *
 * @param form the representation: an answer as text and as JSON have different tags
 * @param orderKey what the list was made from, see `order-key.ts`
 */
export function tagList(list: CompiledList, orderKey: string, form: 'text' | 'json'): string {
  const parts = [form, orderKey, list.lastModified.toISOString(), list.summary.digest];
  if (form === 'json') parts.push(encodeSummaryJson(list.summary));
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url')}"`;
}

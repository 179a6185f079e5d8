const removableModifiers = ['third-party', '3p', 'all', 'document', 'doc', 'popup', 'network'];

/**
 * A rule as RemoveModifiers should leave it: trimmed, the seven modifiers that mean nothing to DNS blockers taken out,
 * and every other character where it was, but for empty options beside a removed one; cosmetic rules as they are. Written for comparing only, as plainly as can be.
 */
export function withoutRemovableModifiers(line: string): string {
  const rule = line.trim();
  if (rule === '' || rule === '#' || ['!', '# ', '####'].some((mark) => rule.startsWith(mark))) return rule;
  if (/#@?(?:\$\?|[$%?])?#|\$@?\$/.test(rule)) return rule;
  const body = rule.startsWith('@@') ? rule.slice(2) : rule;
  if (body.startsWith('/') && body.endsWith('/') && !body.includes('replace=')) return rule;
  const separator = /^(.*)(?<!\\)\$((?:[^$]|\\\$)*)$/s.exec(body);
  if (separator === null) return rule;
  const [, pattern = '', options = ''] = separator;
  const all = options.split(/(?<!\\),/);
  const kept = all.filter(
    (option) => option !== '' && !removableModifiers.includes(option.split('=')[0] ?? ''),
  );
  if (!all.some((option) => removableModifiers.includes(option.split('=')[0] ?? ''))) return rule;
  const head = rule.slice(0, rule.length - body.length) + pattern;
  return kept.length === 0 ? head : `${head}$${kept.join(',')}`;
}

/** An adblock rule taken apart no further than at its first level. */
export interface NetworkRule {
  /** `@@` in front. */
  readonly isException: boolean;
  readonly pattern: string;
  /** The text behind the `$` that separates options, undefined where there is none. */
  readonly options: string | undefined;
}

/** One option of a network rule, e.g. `dnstype=A`. */
export interface RuleOption {
  readonly name: string;
  /** The option as it stands in the rule, escapes included. */
  readonly text: string;
}

/**
 * Splits a rule into its parts. A pattern between slashes is a regular expression and has no options, unless the
 * text contains `replace=`; otherwise the last `$` that is not escaped with a backslash separates them.
 */
export function parseNetworkRule(line: string): NetworkRule {
  const isException = line.startsWith('@@');
  const start = isException ? 2 : 0;
  const isRegularExpression =
    line.startsWith('/', start) && line.endsWith('/') && !line.includes('replace=', start);
  if (!isRegularExpression) {
    for (let at = line.length - 1; at >= start; at--) {
      if (line.charCodeAt(at) === 0x24 && !(at > start && line.charCodeAt(at - 1) === 0x5c)) {
        return { isException, pattern: line.slice(start, at), options: line.slice(at + 1) };
      }
    }
  }
  return { isException, pattern: line.slice(start), options: undefined };
}

/** Splits options at commas that are not escaped; empty ones are dropped. */
export function parseOptions(options: string): readonly RuleOption[] {
  const parsed: RuleOption[] = [];
  let start = 0;
  for (let at = 0; at <= options.length; at++) {
    const isSeparator = at === options.length || (options[at] === ',' && options[at - 1] !== '\\');
    if (!isSeparator) continue;
    const text = options.slice(start, at);
    start = at + 1;
    if (text.length === 0) continue;
    const equals = text.indexOf('=');
    parsed.push({ name: equals === -1 ? text : text.slice(0, equals), text });
  }
  return parsed;
}

import type { VariableLayer } from './resolve-variables.ts';

export const wranglerConfigName = 'wrangler.toml';

/** One key of wrangler.toml, as deep as it stands. */
export interface WranglerEntry {
  /** From the top; numbers count the entries of a list of tables. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** From 1 on. */
  readonly line: number;
}

/** wrangler.toml, read. */
export interface WranglerConfig {
  /** The tables and values as they are nested. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Every key with a value that is no table. */
  readonly entries: readonly WranglerEntry[];
}

/** What came of reading it. */
export type ReadWranglerConfig =
  | { readonly kind: 'read'; readonly config: WranglerConfig }
  | { readonly kind: 'invalid'; readonly line: number; readonly reason: string };

/**
 * Reads the text of wrangler.toml. The parser keeps positions, so that whatever is wrong with a key can be said with its
 * line; it is loaded when it is first needed.
 */
export async function readWranglerConfig(text: string): Promise<ReadWranglerConfig> {
  const { getStaticTOMLValue, parseTOML, ParseError } = await import('toml-eslint-parser');
  try {
    // wrangler does without a byte order mark, too.
    const tree = parseTOML(text.replace(/^\uFEFF/, ''));
    const entries: WranglerEntry[] = [];
    const add = (above: readonly (string | number)[], key: KeyValue): void => {
      const path = [...above, ...getStaticTOMLValue(key.key)];
      if (key.value.type === 'TOMLInlineTable') for (const inner of key.value.body) add(path, inner);
      else entries.push({ path, value: getStaticTOMLValue(key.value), line: key.loc.start.line });
    };
    for (const part of tree.body[0].body) {
      if (part.type === 'TOMLTable') for (const key of part.body) add(part.resolvedKey, key);
      else add([], part);
    }
    return { kind: 'read', config: { settings: getStaticTOMLValue(tree), entries } };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { kind: 'invalid', line: error.lineNumber, reason: error.message };
  }
}

type KeyValue = import('toml-eslint-parser').AST.TOMLKeyValue;

/**
 * The variables of wrangler.toml. Those of an environment do not add to those of the top level but stand for them
 * (https://developers.cloudflare.com/workers/wrangler/configuration/#non-inheritable-keys).
 *
 * @param environment the name behind `[env.`; undefined for the top level
 */
export function varsLayer({ entries }: WranglerConfig, environment: string | undefined): VariableLayer {
  const above = environment === undefined ? ['vars'] : ['env', environment, 'vars'];
  const vars = entries.filter(
    ({ path }) => path.length === above.length + 1 && above.every((part, index) => path[index] === part),
  );
  const nameOf = ({ path }: WranglerEntry): string => String(path.at(-1));
  return {
    place: wranglerConfigName,
    values: Object.fromEntries(
      vars.map((entry) => [
        nameOf(entry),
        typeof entry.value === 'string' ? entry.value : JSON.stringify(entry.value),
      ]),
    ),
    lineOf: (name) => vars.find((entry) => nameOf(entry) === name)?.line,
  };
}

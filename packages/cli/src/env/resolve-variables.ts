/** One place where variables are set, with the values that stand there. */
export interface VariableLayer {
  /** What people call it: `the shell`, `.env.local`, `wrangler.toml`. */
  readonly place: string;
  readonly values: Readonly<Record<string, string | undefined>>;
  /** The line of a variable, where the place is a file. */
  readonly lineOf?: (name: string) => number | undefined;
}

/** A value and where it stands. */
export interface PlacedValue {
  readonly value: string;
  readonly place: string;
  readonly line?: number;
}

/** A variable as it counts. */
export interface ResolvedVariable extends PlacedValue {
  readonly name: string;
  /** The values that stand elsewhere and do not count, the next one first. */
  readonly shadows: readonly PlacedValue[];
}

/** The variables that are set, by name. */
export type ResolvedVariables = ReadonlyMap<string, ResolvedVariable>;

/**
 * The one rule by which values reach everything: of all places that set a variable the first one counts, and an empty value
 * is as none. docs/configuration.md says which places there are.
 *
 * @param layers the places, the one that wins over all others first
 */
export function resolveVariables(layers: readonly VariableLayer[]): ResolvedVariables {
  const resolved = new Map<string, ResolvedVariable>();
  for (const { place, values, lineOf } of layers) {
    for (const [name, value] of Object.entries(values)) {
      if (!value) continue;
      const line = lineOf?.(name);
      const placed: PlacedValue = { value, place, ...(line !== undefined && { line }) };
      const winner = resolved.get(name);
      resolved.set(
        name,
        winner === undefined
          ? { name, ...placed, shadows: [] }
          : { ...winner, shadows: [...winner.shadows, placed] },
      );
    }
  }
  return resolved;
}

/** The values alone, as a program reads its environment. */
export function valuesOf(variables: ResolvedVariables): Readonly<Record<string, string>> {
  return Object.fromEntries([...variables.values()].map(({ name, value }) => [name, value]));
}

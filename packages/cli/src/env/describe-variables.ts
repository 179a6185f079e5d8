import { isCredential, maskValue } from './mask-value.ts';
import type { PlacedValue, ResolvedVariable, ResolvedVariables } from './resolve-variables.ts';
import { findVariable, variableCatalogue } from './variable-catalogue.data.ts';

/** A value as it may be shown. */
export interface ShownValue {
  /** Masked where it is, or looks like, a secret. */
  readonly value: string;
  readonly place: string;
  readonly line?: number;
}

/** A variable as it may be shown. */
export interface ShownVariable extends ShownValue {
  readonly name: string;
  readonly kind: 'public' | 'secret' | 'unknown';
  readonly shadows: readonly ShownValue[];
}

export interface ShownVariables {
  /** Those of the catalogue in its order, then the others by name. */
  readonly variables: readonly ShownVariable[];
  /** Names of the catalogue that are not set. */
  readonly unset: readonly string[];
}

/** Names that can only be meant for the product. Everything else of the shell is nobody’s business. */
const ourPrefixes = /^(?:CLERK|BETTER_AUTH|CF_ACCESS|BLOQR)_/;

/** Whether a variable that is not in the catalogue was meant for the product, and is misspelled or out of date. */
export function isStray({ name, place }: ResolvedVariable): boolean {
  return findVariable(name) === undefined && (place !== 'the shell' || ourPrefixes.test(name));
}

/** What may be shown of the variables; nothing of a secret but a mask. */
export function describeVariables(variables: ResolvedVariables): ShownVariables {
  const known = variableCatalogue.flatMap(({ name, kind }) => {
    const variable = variables.get(name);
    return variable === undefined ? [] : [showVariable(variable, kind)];
  });
  const strays = [...variables.values()]
    .filter(isStray)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((variable) => showVariable(variable, 'unknown'));
  return {
    variables: [...known, ...strays],
    unset: variableCatalogue.map(({ name }) => name).filter((name) => !variables.has(name)),
  };
}

function showVariable(variable: ResolvedVariable, kind: ShownVariable['kind']): ShownVariable {
  const show = ({ value, place, line }: PlacedValue): ShownValue => ({
    value: kind === 'public' && !isCredential(value) ? value : maskValue(value),
    place,
    ...(line !== undefined && { line }),
  });
  return { name: variable.name, kind, ...show(variable), shadows: variable.shadows.map(show) };
}

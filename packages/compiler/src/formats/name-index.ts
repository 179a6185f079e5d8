import type { NameScope } from '../rule/name-rule.ts';

const belowBit = 2;
const bitsOf: Readonly<Record<NameScope, number>> = { name: 1, below: 2, 'name-and-below': 3 };
const scopes: readonly (NameScope | undefined)[] = [undefined, 'name', 'below', 'name-and-below'];

/** Names with the scope in which something was said of each. */
export class NameIndex {
  private readonly bits = new Map<string, number>();

  add(name: string, scope: NameScope): void {
    this.bits.set(name, (this.bits.get(name) ?? 0) | bitsOf[scope]);
  }

  *entries(): Generator<readonly [name: string, scope: NameScope], void, void> {
    for (const [name, bits] of this.bits) {
      const scope = scopes[bits];
      if (scope !== undefined) yield [name, scope];
    }
  }

  /** Whether a name above this one is there with what lies below it. */
  coversFromAbove(name: string): boolean {
    if (this.bits.size === 0) return false;
    for (const parent of parentsOf(name)) {
      if (((this.bits.get(parent) ?? 0) & belowBit) !== 0) return true;
    }
    return false;
  }

  /** What of a scope is left without what is said here of the name and of those above it. */
  remainderOf(name: string, scope: NameScope): NameScope | undefined {
    if (this.bits.size === 0) return scope;
    if (this.coversFromAbove(name)) return undefined;
    return scopes[bitsOf[scope] & ~(this.bits.get(name) ?? 0)];
  }

  /** Every name that lies above one of these. */
  parents(): ReadonlySet<string> {
    const parents = new Set<string>();
    for (const name of this.bits.keys()) for (const parent of parentsOf(name)) parents.add(parent);
    return parents;
  }
}

/** The names above a name, the nearest one first. */
export function* parentsOf(name: string): Generator<string, void, void> {
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) yield name.slice(dot + 1);
}

/**
 * A path of a route as an address.
 *
 * @param object what its parameters stand for but those in `fixed`
 */
export function fillPath(path: string, object: string, fixed: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => fixed[name] ?? object);
}

/**
 * The path within the application for an address that Clerk leads to. Clerk puts steps behind `#/` where it does not know how pages
 * are addressed, and its form would be taken away and shown anew to mend that, with whatever it had to say lost.
 *
 * @param origin of the application
 */
export function ownAddress(address: string, origin: string): string {
  const { pathname, searchParams, hash } = new URL(address, origin);
  const isStep = hash.startsWith('#/');
  const step = new URL(isStep ? hash.slice(1) : '/', origin);
  for (const [name, value] of step.searchParams) searchParams.set(name, value);
  const path = `${pathname.replace(/\/+$/, '')}${step.pathname}`.replace(/\/+$/, '') || '/';
  const query = searchParams.toString();
  return `${path}${query === '' ? '' : `?${query}`}${isStep ? '' : hash}`;
}

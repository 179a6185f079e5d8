/**
 * Where an instance's Frontend API is, by its publishable key: `pk_test_` or `pk_live_`, then the host and `$` in base64
 * (https://clerk.com/docs/guides/how-clerk-works/overview#publishable-key). Undefined where it is no such key.
 */
export function readFrontendHost(publishableKey: string): string | undefined {
  const [, encoded] = /^pk_(?:test|live)_([A-Za-z0-9+/=]+)$/.exec(publishableKey) ?? [];
  try {
    const host = atob(encoded ?? '');
    return /^[a-z0-9.-]+(?::\d+)?\$$/.test(host) ? host.slice(0, -1) : undefined;
  } catch {
    return undefined;
  }
}

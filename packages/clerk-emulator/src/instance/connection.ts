import type { Instance } from './instance.ts';

/** What a client needs to know of an instance. */
export interface ClerkConnection {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly instanceId: string;
  /** `iss` of its tokens. */
  readonly issuer: string;
}

export function describeConnection({ publishableKey, secretKey, id, issuer }: Instance): ClerkConnection {
  return { publishableKey, secretKey, instanceId: id, issuer };
}

import { type ApiKeyEntry, apiKeyLimits, type CreatedApiKey } from '@bloqr/contract';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { StoredKey } from './stored-key.ts';

/** A key as it is told of. */
export function describeKey(key: StoredKey): ApiKeyEntry {
  const { id, prefix, name, scopes, expiresAt, lastUsedAt, createdAt } = key;
  return { id, prefix, name, scopes: [...scopes], expiresAt, lastUsedAt, createdAt };
}

/** A key as it is told of when it is made, and never again. */
export function describeIssuedKey(key: StoredKey, text: string): CreatedApiKey {
  const { id, prefix, name, scopes, expiresAt, createdAt } = key;
  return { id, key: text, prefix, name, scopes: [...scopes], expiresAt, createdAt };
}

/** The same whether there is no such key or it is somebody else's. */
export const keyNotFound: ProblemReport = { code: 'not-found', detail: 'You have no such API key.' };

/** Why no key was made. */
export function describeKeyLimit(detail: string): ProblemReport {
  const limit = { name: 'activeKeysMax', max: apiKeyLimits.activeMax } as const;
  return { code: 'too-many-keys', detail, limit };
}

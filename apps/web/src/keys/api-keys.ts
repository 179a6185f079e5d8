import type { ApiSchema } from '../api/api-operation.ts';
import { fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/** A key as it is listed. */
export interface ListedKey {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | undefined;
  readonly lastUsedAt: string | undefined;
  readonly createdAt: string;
}

/** A key that has just been made; the one time that it can be had. */
export interface MadeKey {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** When the one ends that it stands for. */
  readonly replacedUntil: string | undefined;
}

export type Scope = ApiSchema<'CreateApiKeyRequest'>['scopes'] extends readonly (infer Name)[] | undefined
  ? Name
  : never;

/** How many keys a person may have that are neither revoked nor expired. */
export const activeKeysMax = 25;

export function readKeys(value: unknown): readonly ListedKey[] | undefined {
  const { keys } = fieldsOf(value);
  return Array.isArray(keys) ? listOf(keys).map(readKey) : undefined;
}

export function readKey(value: unknown): ListedKey {
  const key = fieldsOf(value);
  return {
    id: textOf(key.id),
    prefix: textOf(key.prefix),
    name: textOf(key.name),
    scopes: listOf(key.scopes).map((scope) => textOf(scope)),
    expiresAt: textOf(key.expiresAt) || undefined,
    lastUsedAt: textOf(key.lastUsedAt) || undefined,
    createdAt: textOf(key.createdAt),
  };
}

export function readMadeKey(value: unknown): MadeKey | undefined {
  const made = fieldsOf(value);
  const text = textOf(made.key);
  if (text === '') return undefined;
  return {
    id: textOf(made.id),
    name: textOf(made.name),
    text,
    replacedUntil: textOf(fieldsOf(made.replaces).expiresAt) || undefined,
  };
}

export function isExpired(key: ListedKey, nowMs: number): boolean {
  return key.expiresAt !== undefined && Date.parse(key.expiresAt) <= nowMs;
}

/** A command that compiles with the key, to be pasted into a POSIX shell as it is. */
export function writeKeyCommand(key: string, origin: string): string {
  const body = {
    configuration: {
      name: 'My list',
      sources: [{ source: 'mine' }],
      transformations: ['Deduplicate'],
    },
    preFetchedContent: { mine: '||example.org^\n||example.org^\n' },
  };
  return [
    `curl ${origin}/api/compile`,
    `-H 'Authorization: Bearer ${key}'`,
    `-H 'Content-Type: application/json' -H 'Accept: text/plain'`,
    `-d '${JSON.stringify(body)}'`,
  ].join(' \\\n  ');
}

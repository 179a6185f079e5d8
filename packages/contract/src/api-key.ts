import { z } from 'zod';
import { apiKeyLimits } from './api-key-limits.ts';
import { momentSchema } from './moment.ts';
import { type Scope, scopes } from './scope.ts';

const nameSchema = z
  .string()
  .trim()
  .min(1)
  // Line breaks and other control characters, and halves of characters: names stand in tables and terminals.
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'A name is one line of text without control characters')
  .refine(
    (name) => [...name].length <= apiKeyLimits.nameLengthMax,
    `A name has at most ${apiKeyLimits.nameLengthMax} characters`,
  )
  .meta({ maxLength: apiKeyLimits.nameLengthMax })
  .describe('For yourself, to tell your keys apart. Blanks around it are taken away.');

const scopesSchema = z
  .array(z.enum(scopes))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'Each scope is named once')
  .meta({ uniqueItems: true })
  .describe('What the key is good for.');

const prefixSchema = z
  .string()
  .describe('The first characters of the key, to recognise it by: the rest is not kept.');

/** What is told of a key; never the key itself. */
export const apiKeySchema = z.strictObject({
  id: z.string(),
  prefix: prefixSchema,
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  expiresAt: momentSchema.nullable().describe('From this moment on it is refused; null: it does not expire.'),
  lastUsedAt: momentSchema.nullable().describe('To the minute; null: never used.'),
  createdAt: momentSchema,
});

/** The answer of `GET /api/keys`. */
export const apiKeysResponseSchema = z.strictObject({
  keys: z.array(apiKeySchema).describe('Newest first, with those that have expired, without revoked ones.'),
});

/** The scopes of a key for which none are asked. */
const scopesDefault: readonly Scope[] = ['compile'];

/** The body of `POST /api/keys`. */
export const createApiKeyRequestSchema = z.strictObject({
  name: nameSchema,
  scopes: scopesSchema
    .optional()
    .describe(`What the key is good for; \`${scopesDefault.join(' ')}\` without.`),
  expiresInDays: z
    .int()
    .min(1)
    .max(apiKeyLimits.lifetimeDaysMax)
    .nullish()
    .describe('After how many days it expires; it does not where this is null or left out.'),
});

/** The answer of `POST /api/keys`: the only one that has the key itself, but for that of a rotation. */
export const createdApiKeySchema = apiKeySchema.omit({ lastUsedAt: true }).extend({
  key: z.string().describe('The key itself. It is told this once and kept nowhere.'),
});

/** The body of `PATCH /api/keys/{id}`. What a key is good for, and until when, does not change. */
export const renameApiKeyRequestSchema = z.strictObject({ name: nameSchema });

/** The body of `POST /api/keys/{id}/rotate`. */
export const rotateApiKeyRequestSchema = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(apiKeyLimits.overlapSecondsMax)
    .optional()
    .describe(
      `For how many seconds the old key still works; ${apiKeyLimits.overlapSecondsDefault} without. It never works longer than it would have.`,
    ),
});

/** The answer of `POST /api/keys/{id}/rotate`. */
export const rotatedApiKeySchema = createdApiKeySchema.extend({
  replaces: z
    .strictObject({ id: z.string(), expiresAt: momentSchema.describe('From this moment on it is refused.') })
    .describe('The key that was there before.'),
});

/** The scopes that a request for a key asks for, each once, in the order of {@link scopes}. */
export function listAskedScopes({ scopes: asked }: Pick<CreateApiKeyRequest, 'scopes'>): readonly Scope[] {
  return scopes.filter((scope) => (asked ?? scopesDefault).includes(scope));
}

export type ApiKeyEntry = z.output<typeof apiKeySchema>;
export type ApiKeysResponse = z.output<typeof apiKeysResponseSchema>;
export type CreateApiKeyRequest = z.output<typeof createApiKeyRequestSchema>;
export type CreatedApiKey = z.output<typeof createdApiKeySchema>;
export type RenameApiKeyRequest = z.output<typeof renameApiKeyRequestSchema>;
export type RotateApiKeyRequest = z.output<typeof rotateApiKeyRequestSchema>;
export type RotatedApiKey = z.output<typeof rotatedApiKeySchema>;

import { isJsonObject, type JsonObject } from '../json/json-object.ts';
import type { User } from '../users/user.ts';
import { readShortcode } from './shortcode.ts';

const onlyShortcode = /^\s*\{\{([^{}]*)\}\}\s*$/;
const shortcodes = /\{\{([^{}]*)\}\}/g;

/**
 * The claims of a template for `user`. A string that is one shortcode becomes the value with its type; shortcodes inside
 * other text become text, and null the word `null`.
 * Source: https://clerk.com/docs/guides/sessions/jwt-templates#shortcodes
 *
 * @example
 * renderClaims({ metadata: '{{user.public_metadata}}' }, user) // { metadata: { tier: 'pro', role: 'user' } }
 */
export function renderClaims(claims: JsonObject, user: User): JsonObject {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, renderValue(value, user)]));
}

function renderValue(value: unknown, user: User): unknown {
  if (typeof value === 'string') return renderText(value, user);
  if (Array.isArray(value)) return value.map((item) => renderValue(item, user));
  return isJsonObject(value) ? renderClaims(value, user) : value;
}

function renderText(text: string, user: User): unknown {
  const expression = onlyShortcode.exec(text)?.[1];
  if (expression !== undefined) return readShortcode(expression, user);
  return text.replaceAll(shortcodes, (_, inner: string) => {
    const value = readShortcode(inner, user);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

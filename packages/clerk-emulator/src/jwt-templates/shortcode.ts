import { isJsonObject } from '../json/json-object.ts';
import type { User } from '../users/user.ts';

const textLiteral = /^'([^']*)'$/;

/** `||` outside of quotes. */
const orOutsideQuotes = /\|\|(?=(?:[^']*'[^']*')*[^']*$)/;

/**
 * The value of what stands between `{{` and `}}`. Of several operands around `||` the first that is neither null nor
 * false, else the last. What does not exist is null; operands beside shortcodes are text in single quotes, numbers,
 * true and false. Organizations are not emulated: everything of `org` is null.
 */
export function readShortcode(expression: string, user: User): unknown {
  let value: unknown = null;
  for (const operand of expression.split(orOutsideQuotes)) {
    value = readOperand(operand.trim(), user);
    if (value !== null && value !== false) return value;
  }
  return value;
}

function readOperand(operand: string, user: User): unknown {
  const literal = textLiteral.exec(operand)?.[1];
  if (literal !== undefined) return literal;
  if (operand === 'true' || operand === 'false') return operand === 'true';
  if (/^-?\d+(?:\.\d+)?$/.test(operand)) return Number(operand);
  const [first, name = '', ...path] = operand.split('.');
  return first === 'user' ? readUserValue(user, name, path) : null;
}

function readUserValue(user: User, name: string, path: readonly string[]): unknown {
  if (name === 'public_metadata' || name === 'unsafe_metadata') return followPath(user[name], path);
  return path.length === 0 ? (describeUserValues(user)[name] ?? null) : null;
}

/** Own keys only: `constructor` is no key of an object of JSON. */
function followPath(start: unknown, path: readonly string[]): unknown {
  let value = start;
  for (const key of path) value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : null;
  return value ?? null;
}

function describeUserValues(user: User): Readonly<Record<string, unknown>> {
  const email = user.email_addresses.find(({ id }) => id === user.primary_email_address_id);
  const phone = user.phone_numbers.find(({ id }) => id === user.primary_phone_number_id);
  const wallet = user.web3_wallets.find(({ id }) => id === user.primary_web3_wallet_id);
  const fullName = [user.first_name, user.last_name].filter((part) => part !== null).join(' ');
  return Object.assign(Object.create(null) as Record<string, unknown>, {
    id: user.id,
    external_id: user.external_id,
    first_name: user.first_name,
    last_name: user.last_name,
    full_name: fullName === '' ? null : fullName,
    username: user.username,
    image_url: user.image_url,
    has_image: user.has_image,
    locale: user.locale,
    primary_email_address: email?.email_address ?? null,
    email_verified: email?.verification?.status === 'verified',
    primary_phone_number: phone?.phone_number ?? null,
    // The documentation has both names.
    primary_phone_address: phone?.phone_number ?? null,
    phone_number_verified: phone?.verification?.status === 'verified',
    primary_web3_wallet: wallet?.web3_wallet ?? null,
    two_factor_enabled: user.two_factor_enabled,
    // The documentation's example has seconds here, unlike the API.
    created_at: Math.floor(user.created_at / 1000),
    updated_at: Math.floor(user.updated_at / 1000),
    last_sign_in_at: user.last_sign_in_at === null ? null : Math.floor(user.last_sign_in_at / 1000),
  });
}

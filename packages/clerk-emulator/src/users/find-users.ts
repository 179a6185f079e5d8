import { ClerkError, unprocessable, valueEntry } from '../http/clerk-error.ts';
import type { EmulatorContext } from '../http/emulator-env.ts';
import { readInteger, readList } from '../http/paging.ts';
import type { Instance } from '../instance/instance.ts';
import { describeUser, type User } from './user.ts';

type Filter = (user: User) => boolean;

/** The users that the query's filters let through, as they are now, in no particular order. */
export function findUsers(c: EmulatorContext, instance: Instance): User[] {
  const filters = readFilters(c);
  const users = [...instance.users.values()].map((stored) => describeUser(stored, instance.now()));
  return users.filter((user) => filters.every((isWanted) => isWanted(user)));
}

function readFilters(c: EmulatorContext): Filter[] {
  return [
    matchList(c, 'email_address', (user) => user.email_addresses.map((email) => email.email_address), true),
    matchList(c, 'phone_number', (user) => user.phone_numbers.map((phone) => phone.phone_number)),
    matchList(c, 'username', ({ username }) => [username], true),
    matchList(c, 'web3_wallet', (user) => user.web3_wallets.map((wallet) => wallet.web3_wallet)),
    matchSignedList(c, 'user_id', ({ id }) => id),
    matchSignedList(c, 'external_id', ({ external_id }) => external_id),
    // There are no organizations, so nobody is a member of one.
    matchList(c, 'organization_id', () => []),
    matchText(c, 'query', listSearchable),
    matchText(c, 'email_address_query', (user) => user.email_addresses.map((email) => email.email_address)),
    matchText(c, 'phone_number_query', (user) => user.phone_numbers.map((phone) => phone.phone_number)),
    matchText(c, 'username_query', ({ username }) => [username]),
    matchText(c, 'name_query', listNames),
    matchBanned(c),
    matchProvider(c),
    ...(['last_active_at', 'created_at', 'last_sign_in_at'] as const).flatMap((field) => [
      matchTime(c, `${field}_before`, field, (time, limit) => time < limit),
      matchTime(c, `${field}_after`, field, (time, limit) => time > limit),
    ]),
    matchTime(c, 'last_active_at_since', 'last_active_at', (time, limit) => time >= limit),
  ].filter((filter) => filter !== undefined);
}

function listNames({ first_name, last_name }: User): (string | null)[] {
  return [first_name, last_name, `${first_name ?? ''} ${last_name ?? ''}`];
}

function listSearchable(user: User): (string | null)[] {
  return [
    ...user.email_addresses.map((email) => email.email_address),
    ...user.phone_numbers.map((phone) => phone.phone_number),
    ...user.web3_wallets.map((wallet) => wallet.web3_wallet),
    user.username,
    user.id,
    ...listNames(user),
  ];
}

function matchList(
  c: EmulatorContext,
  name: string,
  list: (user: User) => readonly (string | null)[],
  isLowerCase = false,
): Filter | undefined {
  const wanted = new Set(readList(c, name).map((value) => (isLowerCase ? value.toLowerCase() : value)));
  return wanted.size === 0
    ? undefined
    : (user) => list(user).some((value) => value !== null && wanted.has(value));
}

/** Values with `-` in front exclude; `+`, which a query may turn into a space, or nothing includes. */
function matchSignedList(
  c: EmulatorContext,
  name: string,
  read: (user: User) => string | null,
): Filter | undefined {
  const values = readList(c, name);
  if (values.length === 0) return undefined;
  const excluded = new Set(values.filter((value) => value.startsWith('-')).map((value) => value.slice(1)));
  const included = new Set(
    values.filter((value) => !value.startsWith('-')).map((value) => value.replace(/^[+ ]/, '')),
  );
  return (user) => {
    const value = read(user) ?? '';
    return !excluded.has(value) && (included.size === 0 || included.has(value));
  };
}

function matchText(
  c: EmulatorContext,
  name: string,
  list: (user: User) => readonly (string | null)[],
): Filter | undefined {
  const wanted = c.req.query(name)?.trim().toLowerCase();
  return wanted ? (user) => list(user).some((value) => value?.toLowerCase().includes(wanted)) : undefined;
}

function matchBanned(c: EmulatorContext): Filter | undefined {
  const value = c.req.query('banned');
  if (value === undefined || value === '') return undefined;
  if (value !== 'true' && value !== 'false') {
    throw new ClerkError(422, [valueEntry('banned', 'banned must be true or false.')]);
  }
  return (user) => user.banned === (value === 'true');
}

function matchProvider(c: EmulatorContext): Filter | undefined {
  const provider = c.req.query('provider');
  const ids = readList(c, 'provider_user_id');
  if (!provider && ids.length === 0) return undefined;
  if (!provider || ids.length === 0) {
    const [present, missing] = provider ? ['provider', 'provider_user_id'] : ['provider_user_id', 'provider'];
    const longMessage = `\`${missing}\` is required when \`${present}\` is present.`;
    throw unprocessable(missing ?? '', 'form_conditional_param_missing', 'is missing', longMessage);
  }
  return (user) =>
    user.external_accounts.some(
      (account) => account.provider === provider && ids.includes(account.provider_user_id),
    );
}

function matchTime(
  c: EmulatorContext,
  name: string,
  field: 'last_active_at' | 'created_at' | 'last_sign_in_at',
  isWanted: (time: number, limit: number) => boolean,
): Filter | undefined {
  const limit = readInteger(c, name);
  if (limit === undefined) return undefined;
  return (user) => {
    const time = user[field];
    return time !== null && isWanted(time, limit);
  };
}

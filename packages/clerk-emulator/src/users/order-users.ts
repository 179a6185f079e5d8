import { ClerkError, unprocessable, valueEntry } from '../http/clerk-error.ts';
import type { EmulatorContext } from '../http/emulator-env.ts';
import type { Page } from '../http/paging.ts';
import type { User } from './user.ts';

type SortValue = string | number | null | undefined;

const orders = {
  created_at: (user) => user.created_at,
  updated_at: (user) => user.updated_at,
  email_address: (user) =>
    user.email_addresses.find(({ id }) => id === user.primary_email_address_id)?.email_address,
  web3wallet: (user) => user.web3_wallets.find(({ id }) => id === user.primary_web3_wallet_id)?.web3_wallet,
  first_name: (user) => user.first_name,
  last_name: (user) => user.last_name,
  phone_number: (user) =>
    user.phone_numbers.find(({ id }) => id === user.primary_phone_number_id)?.phone_number,
  username: (user) => user.username,
  last_active_at: (user) => user.last_active_at,
  last_sign_in_at: (user) => user.last_sign_in_at,
} satisfies Record<string, (user: User) => SortValue>;

type OrderName = keyof typeof orders;

/** In which order users are listed; `+` is implied. */
interface Order {
  readonly name: OrderName;
  readonly sign: 1 | -1;
}

/**
 * The part of `users` that the query asks for with `order_by`, `limit`, `offset` and `starting_after`. Equal values are
 * ordered by id, and users without a value come last.
 *
 * @throws ClerkError 422 for an unknown order, and for a cursor with another order than by `created_at`, or with an offset
 */
export function pageUsers(c: EmulatorContext, users: readonly User[], page: Page): User[] {
  const order = readOrder(c);
  const sorted = users.toSorted((a, b) => compareUsers(a, b, order));
  const start = readStart(c, sorted, order, page);
  return sorted.slice(start, start + page.limit);
}

function readOrder(c: EmulatorContext): Order {
  const [first] = c.req.queries('order_by') ?? [];
  if (first === undefined || first === '') return { name: 'created_at', sign: -1 };
  // A plus sign that nobody escaped arrives as a space.
  const name = first.replace(/^[-+ ]/, '');
  if (isOrderName(name)) return { name, sign: first.startsWith('-') ? -1 : 1 };
  throw new ClerkError(422, [
    valueEntry(
      'order_by',
      `${first} does not match the allowed values for parameter order_by. Allowed values: ${Object.keys(orders).join(', ')}`,
    ),
  ]);
}

function isOrderName(name: string): name is OrderName {
  return Object.hasOwn(orders, name);
}

function readStart(c: EmulatorContext, sorted: readonly User[], order: Order, { offset }: Page): number {
  const cursor = c.req.query('starting_after');
  if (cursor === undefined || cursor === '') return offset;
  if (order.name !== 'created_at') {
    throw disallowed(
      'starting_after',
      `\`starting_after\` isn't allowed when \`order_by\` is ${order.name}.`,
    );
  }
  if (offset !== 0) throw disallowed('offset', "`offset` isn't allowed when `starting_after` is present.");
  const index = sorted.findIndex(({ id }) => id === cursor);
  if (index >= 0) return index + 1;
  throw unprocessable(
    'starting_after',
    'form_resource_not_found',
    'is missing',
    'The resource associated with the supplied starting_after was not found.',
  );
}

function disallowed(param: string, longMessage: string): ClerkError {
  return unprocessable(param, 'form_conditional_param_disallowed', 'is not allowed', longMessage);
}

function compareUsers(a: User, b: User, { name, sign }: Order): number {
  const left: SortValue = orders[name](a);
  const right: SortValue = orders[name](b);
  if (left === right) return sign * compare(a.id, b.id);
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  return sign * compare(left, right);
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

import { ClerkError, typeEntry, unprocessable, valueEntry } from './clerk-error.ts';
import type { EmulatorContext } from './emulator-env.ts';

/** Which part of a list is asked for. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const limitDefault = 10;
const limitMax = 500;

/** Reads `limit` (1 to 500, 10 where it is left out) and `offset`. */
export function readPage(c: EmulatorContext): Page {
  const limit = readInteger(c, 'limit') ?? limitDefault;
  const offset = readInteger(c, 'offset') ?? 0;
  if (limit > limitMax) {
    throw unprocessable(
      'limit',
      'form_param_value_too_large',
      'Value too large',
      `The value of limit can't be greater than ${limitMax}`,
    );
  }
  if (limit < 1) throw new ClerkError(422, [valueEntry('limit', 'limit must be at least 1.')]);
  if (offset < 0) throw new ClerkError(422, [valueEntry('offset', 'offset must not be negative.')]);
  return { limit, offset };
}

/** A whole number of the query; undefined where it is left out or empty. */
export function readInteger(c: EmulatorContext, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d{1,15}$/.test(text)) throw new ClerkError(422, [typeEntry(name, 'integer')]);
  return Number(text);
}

/** All values of a name in the query, also written as `name[]`; empty ones are left out. */
export function readList(c: EmulatorContext, name: string): readonly string[] {
  const values = [...(c.req.queries(name) ?? []), ...(c.req.queries(`${name}[]`) ?? [])];
  if (values.length > 100) {
    throw unprocessable(
      name,
      'form_param_array_size_exceeded',
      'exceeds maximum size',
      `${name} should not exceed 100 items.`,
    );
  }
  return values.filter((value) => value !== '');
}

/** A bare list, or with `paginated=true` the list in an envelope with its full length. */
export function answerList<Item>(c: EmulatorContext, items: readonly Item[], page: Page): Response {
  const data = items.slice(page.offset, page.offset + page.limit);
  return c.json(c.req.query('paginated') === 'true' ? { data, total_count: items.length } : data);
}

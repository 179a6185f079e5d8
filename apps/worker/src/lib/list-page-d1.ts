import { readPageCursor, writePageCursor } from './page-cursor.ts';

/** A value that a statement is given. */
export type Parameter = string | number;

/** A list in D1, its newest rows first. */
export interface PagedList<Row extends { readonly id: string }> {
  readonly columns: string;
  readonly table: string;
  /** The column of the moment by which it is ordered, and by `id` where two are of one moment. */
  readonly atColumn: string;
  readonly atOf: (row: Row) => string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

/**
 * Reads a page of a list.
 *
 * @param listConditions what rows must fulfil, in SQL; `parameter` gives the place holder of a value
 * @returns undefined where the cursor is none of ours
 */
export async function listPageD1<Row extends { readonly id: string }>(
  database: D1Database,
  { columns, table, atColumn, atOf }: PagedList<Row>,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  listConditions: (parameter: (value: Parameter) => string) => readonly string[],
): Promise<Page<Row> | undefined> {
  const values: Parameter[] = [];
  const parameter = (value: Parameter): string => `?${values.push(value)}`;
  const conditions: string[] = [];
  if (cursor !== undefined) {
    const place = readPageCursor(cursor);
    if (place === undefined) return undefined;
    conditions.push(`(${atColumn}, id) < (${parameter(place.at)}, ${parameter(place.id)})`);
  }
  conditions.push(...listConditions(parameter));
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  // One more than is shown tells whether there is another page.
  const { results } = await database
    .prepare(
      `SELECT ${columns} FROM ${table} ${where} ORDER BY ${atColumn} DESC, id DESC LIMIT ${parameter(limit + 1)}`,
    )
    .bind(...values)
    .all<Row>();
  const rows = results.slice(0, limit);
  const last = rows.at(-1);
  const hasMore = results.length > limit && last !== undefined;
  return { rows, nextCursor: hasMore ? writePageCursor({ at: atOf(last), id: last.id }) : null };
}

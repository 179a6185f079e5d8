import { env } from 'cloudflare:workers';

/** A value in the database, and where it stands. */
export interface Cell {
  readonly column: string;
  readonly value: string;
}

/** Every value in the database, whatever tables there are. */
export async function listCells(): Promise<readonly Cell[]> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const cells: Cell[] = [];
  for (const { name } of tables.results) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    for (const row of results)
      for (const [column, value] of Object.entries(row))
        cells.push({ column: `${name}.${column}`, value: String(value) });
  }
  return cells;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const migrations = join(root, 'apps/worker/migrations');
const page = readFileSync(join(root, 'docs/storage-schema.md'), 'utf8');
const sections = new Map(
  page.split(/^## /m).map((section): [string, string] => [section.slice(0, section.indexOf('\n')), section]),
);

const database = new DatabaseSync(':memory:');
for (const file of readdirSync(migrations).sort())
  database.exec(readFileSync(join(migrations, file), 'utf8'));
const listNames = (sql: string): string[] =>
  database
    .prepare(sql)
    .all()
    .map(({ name }) => String(name));
const tables = listNames(
  `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
);

describe('the page about what is stored', () => {
  it('has every table that the migrations make, and no other', () => {
    const listed = [...page.matchAll(/^\| `(\w+)` \|[^|]*\|[^|]*\|$/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(tables);
  });

  it.each(tables)('names every column of %s', (table) => {
    const section = sections.get(table) ?? '';
    const columns = listNames(`SELECT name FROM pragma_table_info('${table}')`);
    expect(columns.filter((column) => !section.includes(`\`${column}\``))).toEqual([]);
  });
});

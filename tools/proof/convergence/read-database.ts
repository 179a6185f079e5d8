import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What is in the database of a folder. */
export interface DatabaseContent {
  /** Without ids of our own, by Clerk's id. */
  readonly users: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly deletedIds: ReadonlySet<string>;
  readonly messageIds: ReadonlySet<string>;
  readonly deadLetters: number;
  /** Messages whose transaction stopped half way; there is none. */
  readonly unsettled: number;
}

/** Reads what was delivered, and what came of it. */
export function readDatabase(stateFolder: string): DatabaseContent {
  return withDatabase(stateFolder, (list) => {
    const ids = (sql: string) => new Set(list(sql).map(({ id }) => String(id)));
    const rows =
      list(`SELECT clerk_user_id, email, email_verified, tier, role, display_name, first_name, last_name, banned,
      source_updated_at, last_sign_in_at FROM users`);
    return {
      users: new Map(
        rows.map(({ clerk_user_id: id, ...row }): [string, Record<string, unknown>] => [String(id), row]),
      ),
      deletedIds: ids('SELECT clerk_user_id AS id FROM deleted_users'),
      messageIds: ids('SELECT id FROM webhook_messages'),
      deadLetters: list('SELECT 1 FROM webhook_dead_letters').length,
      unsettled: list("SELECT 1 FROM webhook_messages WHERE outcome = 'received'").length,
    };
  });
}

/** The rows that a statement gives. */
type ListRows = (sql: string) => readonly Readonly<Record<string, unknown>>[];

/** Reads a copy of the files, as a crash has left them: workerd recovers its database itself. */
export function withDatabase<Value>(stateFolder: string, read: (list: ListRows) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-database-'));
  const path = findDatabase(stateFolder);
  for (const name of readdirSync(dirname(path)).filter((other) => other.startsWith(basename(path))))
    cpSync(join(dirname(path), name), join(folder, name));
  const database = new DatabaseSync(join(folder, basename(path)));
  try {
    return read((sql) =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row })),
    );
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function findDatabase(stateFolder: string): string {
  for (const name of readdirSync(stateFolder, { recursive: true, encoding: 'utf8' })) {
    if (!/d1.*\.sqlite$/.test(name) || name.endsWith('metadata.sqlite')) continue;
    return join(stateFolder, name);
  }
  throw new Error(`there is no database below ${stateFolder}`);
}

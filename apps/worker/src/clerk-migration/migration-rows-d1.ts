import type { ClerkMigrationNote, ClerkMigrationRequest, ClerkMigrationStatus } from '@bloqr/contract';
import { entryColumns, listOrderValues, orderColumns } from '../administration/audit-d1.ts';
import { type MigratedPerson, type MigrationAct, type MigrationRows, nameAccount } from './migration-rows.ts';

/*
 * People come as one parameter of JSON, so that a page takes a handful of statements whatever its size: D1 takes values of 2 MB, and
 * 1,000 statements of an invocation (https://developers.cloudflare.com/d1/platform/limits/). `batch` marks the rows that the
 * statements behind the first are about.
 */

const findMigrated = `SELECT clerk_user_id, user_id FROM clerk_migrated_users
  WHERE clerk_user_id IN (SELECT value FROM json_each(?1))`;
const findEmails = `SELECT email FROM users WHERE better_auth = 1 AND email IN (SELECT value FROM json_each(?1))`;
const findAccounts = `SELECT provider_id, account_id FROM auth_accounts
  JOIN json_each(?1) ON provider_id = value ->> 'provider' AND account_id = value ->> 'accountId'`;

const record = `INSERT INTO clerk_migrated_users
    (user_id, clerk_user_id, is_written, email_before, email, has_second_factor, batch, migrated_at)
  SELECT u.id, u.clerk_user_id, u.better_auth = 0, u.email, IIF(u.better_auth = 0, value ->> 'email', u.email),
    value ->> 'hasSecondFactor', ?2, ?3
  FROM json_each(?1) JOIN users u ON u.clerk_user_id = value ->> 'clerkUserId'
  WHERE u.better_auth = 1
    OR NOT EXISTS (SELECT 1 FROM users other WHERE other.better_auth = 1 AND other.email = value ->> 'email')
  ON CONFLICT DO NOTHING`;
const admit = `UPDATE users SET better_auth = 1, updated_at = ?2,
    email = (SELECT m.email FROM clerk_migrated_users m WHERE m.user_id = users.id)
  WHERE better_auth = 0 AND id IN (SELECT user_id FROM clerk_migrated_users WHERE batch = ?1 AND is_written = 1)`;
const addAccounts = `INSERT INTO auth_accounts (id, user_id, provider_id, account_id, created_at, updated_at)
  SELECT a.value ->> 'id', m.user_id, a.value ->> 'provider', a.value ->> 'accountId', ?3, ?3
  FROM json_each(?1) p JOIN json_each(p.value, '$.accounts') a
    JOIN clerk_migrated_users m ON m.clerk_user_id = p.value ->> 'clerkUserId'
  WHERE m.batch = ?2 AND m.is_written = 1
  ON CONFLICT DO NOTHING`;
/** Those that were written: an account that somebody else signs in with has another id. */
const recordAccounts = `INSERT INTO clerk_migrated_accounts (account_id, user_id, written_at)
  SELECT a.id, a.user_id, ?2 FROM json_each(?1) JOIN auth_accounts a ON a.id = value WHERE true
  ON CONFLICT DO NOTHING`;
const listWritten = `SELECT m.clerk_user_id, m.user_id, a.provider_id, a.account_id
  FROM clerk_migrated_users m LEFT JOIN auth_accounts a ON a.user_id = m.user_id WHERE m.batch = ?1`;

const mayHavePassword = `m.is_written = 1 AND m.password_at IS NULL AND m.has_second_factor = 0
  AND value ->> 'hasSecondFactor' = 0
  AND NOT EXISTS (SELECT 1 FROM auth_accounts a WHERE a.user_id = m.user_id AND a.provider_id = 'credential')`;
const addPasswords = `INSERT INTO auth_accounts (id, user_id, provider_id, account_id, password, created_at, updated_at)
  SELECT value ->> 'id', m.user_id, 'credential', m.user_id, value ->> 'digest', ?2, ?2
  FROM json_each(?1) JOIN clerk_migrated_users m ON m.clerk_user_id = value ->> 'clerkUserId'
  WHERE ${mayHavePassword} ON CONFLICT DO NOTHING`;
const markPasswords = `UPDATE clerk_migrated_users SET password_at = ?2 WHERE user_id IN
  (SELECT a.user_id FROM json_each(?1) JOIN auth_accounts a ON a.id = value ->> 'id')`;
const judgePasswords = `SELECT m.clerk_user_id, m.user_id,
    EXISTS (SELECT 1 FROM auth_accounts a WHERE a.id = value ->> 'id') AS is_kept,
    m.is_written = 1 AND m.password_at IS NULL AND (m.has_second_factor = 1 OR value ->> 'hasSecondFactor' = 1)
      AS has_second_factor
  FROM json_each(?1) JOIN clerk_migrated_users m ON m.clerk_user_id = value ->> 'clerkUserId'`;

/** What somebody has made since, a column each. */
const own: readonly (readonly [ClerkMigrationNote, string])[] = [
  ['linked-before', 'm.is_written = 0'],
  ['email-changed', 'u.email IS NOT m.email'],
  [
    'password-changed',
    `EXISTS (SELECT 1 FROM auth_accounts a JOIN clerk_migrated_accounts w ON w.account_id = a.id
    WHERE a.user_id = m.user_id AND a.provider_id = 'credential' AND a.updated_at <> w.written_at)`,
  ],
  [
    'account-added',
    `EXISTS (SELECT 1 FROM auth_accounts a WHERE a.user_id = m.user_id
    AND NOT EXISTS (SELECT 1 FROM clerk_migrated_accounts w WHERE w.account_id = a.id))`,
  ],
  ['passkey-added', 'EXISTS (SELECT 1 FROM auth_passkeys k WHERE k.user_id = m.user_id)'],
  [
    'second-factor-added',
    'u.two_factor_enabled = 1 OR EXISTS (SELECT 1 FROM auth_two_factors f WHERE f.user_id = m.user_id)',
  ],
];
const hasWayIn = `(EXISTS (SELECT 1 FROM auth_accounts a WHERE a.user_id = m.user_id)
  OR EXISTS (SELECT 1 FROM auth_passkeys k WHERE k.user_id = m.user_id))`;
const ownColumns = own.map(([note, sql]) => `(${sql}) AS "${note}"`).join(', ');
const hasOwn = own.map(([, sql]) => `(${sql})`).join(' OR ');
const people = 'clerk_migrated_users m JOIN users u ON u.id = m.user_id';
const list = `SELECT m.clerk_user_id, m.user_id, ${hasWayIn} AS has_way_in, ${ownColumns} FROM ${people}
  WHERE m.clerk_user_id > ?1 AND m.user_id <> ?2 ORDER BY m.clerk_user_id LIMIT ?3`;
const listLast = `SELECT m.clerk_user_id, m.user_id, ${hasWayIn} AS has_way_in, ${ownColumns} FROM ${people}
  WHERE m.user_id = ?1`;

const among = 'IN (SELECT value FROM json_each(?1))';
const mark = `UPDATE clerk_migrated_users SET batch = ?2 WHERE user_id IN
  (SELECT m.user_id FROM ${people} WHERE m.user_id ${among} AND NOT (${hasOwn}))`;
const marked = 'IN (SELECT user_id FROM clerk_migrated_users WHERE batch = ?1)';
const dismiss = `UPDATE users SET better_auth = 0, updated_at = ?2,
    email = (SELECT m.email_before FROM clerk_migrated_users m WHERE m.user_id = users.id)
  WHERE id ${marked}`;
const judgeUndo = `SELECT m.clerk_user_id, m.batch = ?2 AS is_undone, ${ownColumns} FROM ${people} WHERE m.user_id ${among}`;

const bury = `INSERT INTO deleted_users (clerk_user_id, deleted_at)
  SELECT m.clerk_user_id, ?2 FROM ${people} WHERE m.user_id ${among} AND u.better_auth = 1
  ON CONFLICT DO NOTHING`;
const release = `UPDATE users SET clerk_user_id = NULL, updated_at = ?2 WHERE better_auth = 1
  AND id IN (SELECT user_id FROM clerk_migrated_users WHERE user_id ${among})`;
const forgetAccounts = `DELETE FROM clerk_migrated_accounts WHERE user_id ${among}`;
const forget = `DELETE FROM clerk_migrated_users WHERE user_id ${among}`;

/**
 * The entry in the audit, with how many people it was; none where it was nobody.
 *
 * @param count an expression: whom the step is about
 */
const enter = (count: string): string => `INSERT INTO audit_entries (${orderColumns}, ${entryColumns})
  SELECT ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?2, NULL, '{}', json_object('step', ?3, 'people', n)
  FROM (SELECT (${count}) AS n) WHERE n > 0`;
const countWritten = 'SELECT COUNT(*) FROM clerk_migrated_users WHERE batch = ?1';
const countKept = 'SELECT COUNT(*) FROM auth_accounts WHERE id IN (SELECT value FROM json_each(?1))';
const countFinished = `SELECT COUNT(*) FROM ${people} WHERE m.user_id ${among} AND u.better_auth = 1`;

const readStatus = `SELECT COUNT(*) AS migrated, COALESCE(SUM(m.is_written = 0), 0) AS linked,
    COALESCE(SUM(NOT ${hasWayIn}), 0) AS withoutWayIn,
    (SELECT COUNT(*) FROM users WHERE clerk_user_id IS NOT NULL AND better_auth = 0) AS clerkOnly
  FROM clerk_migrated_users m`;

/**
 * The tables `clerk_migrated_users` and `clerk_migrated_accounts`, and what they are about.
 *
 * @param newId makes the id of an account or a batch
 */
export function createMigrationRowsD1(database: D1Database, newId: () => string): MigrationRows {
  const prepare = (sql: string, ...values: readonly (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);
  const prepareEntry = (
    count: string,
    whom: string,
    targetId: string,
    step: ClerkMigrationRequest['action'],
    { at, ...act }: MigrationAct,
  ): D1PreparedStatement =>
    prepare(
      enter(count),
      whom,
      targetId,
      step,
      ...listOrderValues({ ...act, id: newId(), action: 'migrate-accounts', at }),
    );

  return {
    async findTaken(clerkUserIds, emails, accounts) {
      const [migrated, ownEmails, ownAccounts] = await Promise.all([
        prepare(findMigrated, JSON.stringify(clerkUserIds)).all<{ clerk_user_id: string; user_id: string }>(),
        prepare(findEmails, JSON.stringify(emails)).all<{ email: string }>(),
        prepare(findAccounts, JSON.stringify(accounts)).all<AccountRow>(),
      ]);
      return {
        migrated: new Map(migrated.results.map((row) => [row.clerk_user_id, row.user_id])),
        emails: new Set(ownEmails.results.map(({ email }) => email)),
        accounts: new Set(ownAccounts.results.map(nameRow)),
      };
    },

    async migrate(wanted, act) {
      const batch = newId();
      const at = act.at.toISOString();
      const described = wanted.map(({ accounts, hasSecondFactor, ...person }) => ({
        ...person,
        hasSecondFactor: hasSecondFactor ? 1 : 0,
        accounts: accounts.map((account) => ({ ...account, id: newId() })),
      }));
      const json = JSON.stringify(described);
      const ids = JSON.stringify(described.flatMap(({ accounts }) => accounts.map(({ id }) => id)));
      const results = await database.batch<WrittenRow>([
        prepare(record, json, batch, at),
        prepare(admit, batch, at),
        prepare(addAccounts, json, batch, at),
        prepare(recordAccounts, ids, at),
        prepareEntry(countWritten, batch, batch, 'migrate', act),
        prepare(listWritten, batch),
      ]);
      const written = new Map<string, { userId: string; accounts: Set<string> }>();
      for (const row of results.at(-1)?.results ?? []) {
        const one = written.get(row.clerk_user_id) ?? { userId: row.user_id, accounts: new Set<string>() };
        if (row.account_id !== null) one.accounts.add(nameRow(row));
        written.set(row.clerk_user_id, one);
      }
      return written;
    },

    async takePasswords(passwords, act) {
      const at = act.at.toISOString();
      const described = passwords.map(({ hasSecondFactor, ...password }) => ({
        ...password,
        id: newId(),
        hasSecondFactor: hasSecondFactor ? 1 : 0,
      }));
      const json = JSON.stringify(described);
      const ids = JSON.stringify(described.map(({ id }) => id));
      const results = await database.batch<PasswordRow>([
        prepare(addPasswords, json, at),
        prepare(recordAccounts, ids, at),
        prepare(markPasswords, json, at),
        prepareEntry(countKept, ids, newId(), 'take-passwords', act),
        prepare(judgePasswords, json),
      ]);
      return new Map(
        (results.at(-1)?.results ?? []).map((row) => [
          row.clerk_user_id,
          { account: row.user_id, outcome: describePassword(row) },
        ]),
      );
    },

    async list(after, last, limit) {
      const { results } = await prepare(list, after, last, limit).all<PersonRow>();
      if (results.length === limit) return { people: results.map(readPerson), isLast: false };
      const end = await prepare(listLast, last).all<PersonRow>();
      return { people: [...results, ...end.results].map(readPerson), isLast: true };
    },

    async undo(wanted, act) {
      const batch = newId();
      const ids = listIds(wanted);
      const results = await database.batch<PersonRow & { is_undone: number }>([
        prepare(mark, ids, batch),
        prepareEntry(countWritten, batch, batch, 'undo', act),
        prepare(`DELETE FROM auth_sessions WHERE user_id ${marked}`, batch),
        prepare(`DELETE FROM auth_verifications WHERE value ${marked}`, batch),
        prepare(`DELETE FROM auth_accounts WHERE user_id ${marked}`, batch),
        prepare(dismiss, batch, act.at.toISOString()),
        prepare(judgeUndo, ids, batch),
        prepare(forgetAccounts, ids),
        prepare(forget, ids),
      ]);
      return new Map(
        (results[6]?.results ?? []).map((row) => [
          row.clerk_user_id,
          row.is_undone === 1 ? [] : readPerson(row).own,
        ]),
      );
    },

    async finish(wanted, act) {
      const ids = listIds(wanted);
      const at = act.at.toISOString();
      await database.batch([
        prepareEntry(countFinished, ids, newId(), 'finish', act),
        prepare(bury, ids, at),
        prepare(release, ids, at),
        prepare(forgetAccounts, ids),
        prepare(forget, ids),
      ]);
    },

    async status() {
      const row = await database.prepare(readStatus).first<ClerkMigrationStatus>();
      if (row === null) throw new Error('a count has no row');
      return row;
    },
  };
}

interface AccountRow {
  readonly provider_id: string;
  readonly account_id: string;
}

interface WrittenRow extends AccountRow {
  readonly clerk_user_id: string;
  readonly user_id: string;
}

interface PasswordRow {
  readonly clerk_user_id: string;
  readonly user_id: string;
  readonly is_kept: number;
  readonly has_second_factor: number;
}

interface PersonRow extends Readonly<Partial<Record<ClerkMigrationNote, number>>> {
  readonly clerk_user_id: string;
  readonly user_id: string;
  readonly has_way_in: number;
}

const nameRow = ({ provider_id: provider, account_id: accountId }: AccountRow): string =>
  nameAccount({ provider, accountId });

function describePassword({ is_kept: isKept, has_second_factor: hasSecondFactor }: PasswordRow) {
  if (isKept === 1) return 'password-kept';
  return hasSecondFactor === 1 ? 'second-factor' : 'password-unchanged';
}

function readPerson(row: PersonRow): MigratedPerson {
  return {
    clerkUserId: row.clerk_user_id,
    userId: row.user_id,
    own: own.flatMap(([note]) => (row[note] === 1 ? [note] : [])),
    hasWayIn: row.has_way_in === 1,
  };
}

function listIds(people: readonly MigratedPerson[]): string {
  return JSON.stringify(people.map(({ userId }) => userId));
}

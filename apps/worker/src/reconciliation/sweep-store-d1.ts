import { sweepCountNames } from '@bloqr/contract';
import { entryColumns, listOrderValues, orderColumns } from '../administration/audit-d1.ts';
import type { Sweep } from './sweep.ts';
import type { SweepStore } from './sweep-store.ts';

const begin = `INSERT INTO reconciliation_sweeps (id, kind, is_dry_run, stage, watermark, removals_max, started_at)
  VALUES (?1, ?2, ?3, 'listing', ?4, ?5, ?6) ON CONFLICT (kind, is_dry_run) WHERE finished_at IS NULL DO NOTHING`;
const findUnfinished =
  'SELECT * FROM reconciliation_sweeps WHERE kind = ?1 AND is_dry_run = ?2 AND finished_at IS NULL';
const enter = (before: string, after: string, condition: string): string => `INSERT INTO audit_entries
  (${orderColumns}, ${entryColumns}) SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, id, NULL, ${before}, ${after}
  FROM reconciliation_sweeps WHERE id = ?1 AND ${condition}`;
const enterBegun = enter("'{}'", "json_object('removalsMax', removals_max)", 'TRUE');
const enterLimit = enter(
  "json_object('removalsMax', removals_max)",
  "json_object('removalsMax', CAST(?11 AS INTEGER))",
  'lease = ?10 AND removals_max IS NOT ?11',
);
const limit = 'UPDATE reconciliation_sweeps SET removals_max = ?3 WHERE id = ?1 AND lease = ?2';
const lease = `UPDATE reconciliation_sweeps SET lease = ?2, leased_until = ?4
  WHERE id = ?1 AND finished_at IS NULL AND (leased_until IS NULL OR leased_until <= ?3) RETURNING *`;
const save = `UPDATE reconciliation_sweeps SET
    stage = ?3, outcome = ?4, cursor = ?5, cursor_created_at = ?6, removals_max = ?7, matched = ?8, last_failure = ?9,
    not_before = ?10, finished_at = ?11, lease = NULL, leased_until = NULL,
    ${sweepCountNames.map((name, index) => `${name} = ?${index + 12}`).join(', ')}
  WHERE id = ?1 AND lease = ?2`;
const findLast = `SELECT * FROM reconciliation_sweeps
  WHERE kind = ?1 AND is_dry_run = ?2 AND finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1`;
const isRealFull = `kind = 'full' AND is_dry_run = 0 AND finished_at IS NOT NULL`;
const findDrift = `SELECT SUM(created + updated + removed + held) AS drift FROM reconciliation_sweeps
  WHERE is_dry_run = 0 AND EXISTS (SELECT 1 FROM reconciliation_sweeps WHERE ${isRealFull})
    AND finished_at > COALESCE((SELECT finished_at FROM reconciliation_sweeps
      WHERE ${isRealFull} ORDER BY finished_at DESC LIMIT 1 OFFSET 1), '')`;
const findLastEvent = 'SELECT received_at, event_at FROM webhook_messages ORDER BY received_at DESC LIMIT 1';
const abandon = `UPDATE reconciliation_sweeps SET stage = 'finished', outcome = 'abandoned', finished_at = ?2
  WHERE is_dry_run = 1 AND finished_at IS NULL AND started_at < ?1`;
const prune = `DELETE FROM reconciliation_sweeps WHERE id IN
  (SELECT id FROM reconciliation_sweeps WHERE finished_at < ?1 ORDER BY finished_at LIMIT ?2)`;

/** The sweeps in D1, table `reconciliation_sweeps`; the last event from `webhook_messages`. */
export function createSweepStoreD1(database: D1Database): SweepStore {
  const ask = (sql: string, ...values: readonly (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);
  const one = async (statement: D1PreparedStatement): Promise<Sweep | undefined> => {
    const row = await statement.first<SweepRow>();
    return row === null ? undefined : readSweepRow(row);
  };

  return {
    find: async (id) => one(ask('SELECT * FROM reconciliation_sweeps WHERE id = ?1', id)),

    async begin(draft, order) {
      const { id, kind, isDryRun, watermarkMs, removalsMax, startedAt } = draft;
      const dry = isDryRun ? 1 : 0;
      const [, found] = await database.batch<SweepRow>([
        ask(begin, id, kind, dry, watermarkMs, removalsMax, startedAt),
        ask(findUnfinished, kind, dry),
        ...(order === undefined ? [] : [ask(enterBegun, id, ...listOrderValues(order))]),
      ]);
      const row = found?.results[0];
      if (row === undefined) throw new Error('a sweep that was begun is not there');
      return readSweepRow(row);
    },

    lease: async (id, holder, now, until) => one(ask(lease, id, holder, now, until)),

    async limitRemovals(id, holder, removalsMax, order) {
      await database.batch([
        ask(enterLimit, id, ...listOrderValues(order), holder, removalsMax),
        ask(limit, id, holder, removalsMax),
      ]);
    },

    async save(sweep, holder) {
      const { meta } = await ask(
        save,
        sweep.id,
        holder,
        sweep.stage,
        sweep.outcome,
        sweep.cursor,
        sweep.cursorCreatedAtMs,
        sweep.removalsMax,
        sweep.matched,
        sweep.lastFailure,
        sweep.notBefore,
        sweep.finishedAt,
        ...sweepCountNames.map((name) => sweep.counts[name]),
      ).run();
      return meta.changes > 0;
    },

    async listUnfinished() {
      const { results } = await database
        .prepare('SELECT * FROM reconciliation_sweeps WHERE finished_at IS NULL ORDER BY started_at')
        .all<SweepRow>();
      return results.map(readSweepRow);
    },

    findLast: async ({ kind, isDryRun }) => one(ask(findLast, kind, isDryRun ? 1 : 0)),

    findDrift: async () => (await database.prepare(findDrift).first<number | null>('drift')) ?? null,

    async findLastEvent() {
      const row = await database
        .prepare(findLastEvent)
        .first<{ received_at: string; event_at: number | null }>();
      if (row === null) return undefined;
      const { received_at: receivedAt, event_at: eventAt } = row;
      return { receivedAt, lagMs: eventAt === null ? null : Date.parse(receivedAt) - eventAt };
    },

    async abandonDryRuns(before, now) {
      await ask(abandon, before, now).run();
    },

    async prune(before, countMax) {
      return (await ask(prune, before, countMax).run()).meta.changes;
    },
  };
}

interface SweepRow extends Readonly<Record<(typeof sweepCountNames)[number], number>> {
  readonly id: string;
  readonly kind: Sweep['kind'];
  readonly is_dry_run: number;
  readonly stage: Sweep['stage'];
  readonly outcome: Sweep['outcome'];
  readonly cursor: string | null;
  readonly cursor_created_at: number | null;
  readonly watermark: number | null;
  readonly removals_max: number | null;
  readonly matched: number;
  readonly last_failure: string | null;
  readonly not_before: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
}

function readSweepRow(row: SweepRow): Sweep {
  const { listed, created, updated, removed, unchanged, tombstoned, failed, held } = row;
  return {
    id: row.id,
    kind: row.kind,
    isDryRun: row.is_dry_run === 1,
    stage: row.stage,
    outcome: row.outcome,
    cursor: row.cursor,
    cursorCreatedAtMs: row.cursor_created_at,
    watermarkMs: row.watermark,
    removalsMax: row.removals_max,
    matched: row.matched,
    counts: { listed, created, updated, removed, unchanged, tombstoned, failed, held },
    lastFailure: row.last_failure,
    notBefore: row.not_before,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

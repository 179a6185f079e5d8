import type { PartHealth } from '@bloqr/contract';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';

const timeLimitMs = 2000;

/** Asks the database for one value. */
export async function checkDatabase(database: D1Database | undefined): Promise<PartHealth> {
  if (database === undefined) return { status: 'failing', reason: 'missing' };
  try {
    const value = await withTimeLimit(database.prepare('SELECT 1 AS one').first<number>('one'), timeLimitMs);
    if (value === timedOut) return { status: 'failing', reason: 'timeout' };
    return value === 1 ? { status: 'ok' } : { status: 'failing', reason: 'wrong-result' };
  } catch {
    return { status: 'failing', reason: 'error' };
  }
}

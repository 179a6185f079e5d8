import type { ClerkMigrationCursor, ClerkMigrationRow, ClerkMigrationStep } from '@bloqr/contract';
import { isCount, readMember } from './read-answer.ts';

/** A step of a migration as the service tells of it; undefined where it is none. By hand, as steps of a sweep are read. */
export function readMigrationStep(body: unknown): ClerkMigrationStep | undefined {
  const rows: unknown = readMember(body, 'rows');
  const next = readMember(body, 'next');
  const unreadable = readMember(body, 'unreadable');
  const retryAfterSeconds = readMember(body, 'retryAfterSeconds');
  const lastFailure = readMember(body, 'lastFailure');
  const isStep =
    Array.isArray(rows) &&
    (next === null || isCursor(next)) &&
    (lastFailure === null || typeof lastFailure === 'string') &&
    isCount(unreadable) &&
    isCount(retryAfterSeconds);
  if (!isStep) return undefined;
  const read: readonly unknown[] = rows;
  if (!read.every(isRow)) return undefined;
  return { rows: [...read], next, unreadable, retryAfterSeconds, lastFailure };
}

function isRow(value: unknown): value is ClerkMigrationRow {
  const account = readMember(value, 'account');
  const notes = readMember(value, 'notes');
  return (
    typeof readMember(value, 'id') === 'string' &&
    typeof readMember(value, 'outcome') === 'string' &&
    (account === null || typeof account === 'string') &&
    Array.isArray(notes) &&
    notes.every((note) => typeof note === 'string')
  );
}

function isCursor(value: unknown): value is ClerkMigrationCursor {
  const createdAtMs = readMember(value, 'createdAtMs');
  return typeof readMember(value, 'id') === 'string' && (createdAtMs === null || isCount(createdAtMs));
}

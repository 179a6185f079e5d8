import type { User } from './user.ts';

/** The user after whom a page begins. */
export type UserCursor = Pick<User, 'createdAt' | 'id'>;

const form = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([A-Za-z0-9_-]{1,64})$/;

/** Writes a cursor as callers get it; what is in it is not their business. */
export function writeUserCursor({ createdAt, id }: UserCursor): string {
  return btoa(`${createdAt} ${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads a cursor that a caller sends; undefined where it is none of ours. */
export function readUserCursor(text: string): UserCursor | undefined {
  // No longer than the longest that is written.
  if (!/^[A-Za-z0-9_-]{1,124}$/.test(text) || text.length % 4 === 1) return undefined;
  const [, createdAt, id] = form.exec(atob(text.replaceAll('-', '+').replaceAll('_', '/'))) ?? [];
  return createdAt === undefined || id === undefined ? undefined : { createdAt, id };
}

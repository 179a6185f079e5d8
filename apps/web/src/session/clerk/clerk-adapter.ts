import type { SessionAdapter } from '../session-adapter.ts';

export function loadClerkAdapter(_key: string, _onChange: () => void): Promise<SessionAdapter> {
  return Promise.reject(new Error('not yet'));
}

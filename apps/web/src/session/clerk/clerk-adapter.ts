import type { SessionAdapter } from '../session-adapter.ts';

/** Rejects: the page does not ask Clerk yet, which `sign-in/clerk-panel.ts` says, too. */
export async function loadClerkAdapter(
  _publishableKey: string,
  _onChange: () => void,
): Promise<SessionAdapter> {
  throw new Error('This page does not know Clerk’s sessions yet.');
}

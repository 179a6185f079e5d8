import type { Principal } from '../auth/principal.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import type { UserChange } from '../users/user-change.ts';
import type { Administration } from './administration.ts';
import { describeChange } from './describe-change.ts';
import { readAct } from './read-act.ts';

/** A request whose address names an account as `id`. */
export interface AccountCall {
  readonly principal: Principal;
  readonly requestId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly waitUntil: WaitUntil;
}

/** Makes a change of an account and answers. It is carried to its end also where the caller leaves. */
export async function changeAccount(
  call: AccountCall,
  administration: Administration | undefined,
  change: UserChange,
  reason: string,
): Promise<Response | ProblemReport> {
  if (administration === undefined) return describeChange({ kind: 'unavailable' });
  const { id = '' } = call.params;
  const work = administration.changes.change(id, change, readAct(call, reason));
  call.waitUntil(work);
  return describeChange(await work);
}

import type { Administration } from '../../../administration/administration.ts';
import { describeChange } from '../../../administration/describe-change.ts';
import { readAct } from '../../../administration/read-act.ts';
import type { RouteCall } from '../../../http/route.ts';
import type { ProblemReport } from '../../../lib/problem-report.ts';
import type { UserChange } from '../../../users/user-change.ts';

/** Makes a change of the account that the address names, and answers. It is carried to its end also where the caller leaves. */
export async function changeAccount(
  call: RouteCall,
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

import { parseAccessSettings } from '@bloqr/contract';
import { judge, type Outcome, type Probe, unknown } from '../checks/check.ts';
import { readMember } from '../clerk/read-answer.ts';
import type { RemoteAnswer } from '../io/ask-remote.ts';
import { describeInterference, isAccessAnswer } from '../io/describe-interference.ts';
import { type Deployment, isOwnAnswer, type SessionToken } from './deployment.ts';

const path = '/api/admin/users?limit=1';
const inFront = 'something stands in front of it';

export const adminProbes = {
  'admin-needs-sign-in': async ({ send }) => {
    const answer = await send(path);
    return judgeRefusal(answer, 401, 'without a credential');
  },
  'admin-refuses-free': async ({ send, freeToken, isProduction }) => {
    const session = await freeToken();
    if (session === undefined)
      return unknown('no free user’s token is known: BLOQR_FREE_TOKEN, or CLERK_SECRET_KEY');
    const answer = await send(path, { headers: { Authorization: `Bearer ${session.token}` } });
    return judgeToken(answer, session, isProduction) ?? judgeRefusal(answer, 403, 'to a free user');
  },
  'admin-lets-admin-in': async ({ send, adminToken, accessHeaders, isProduction }) => {
    const session = await adminToken();
    if (session === undefined) return unknown('no administrator’s token is known: BLOQR_TOKEN, or --as');
    const headers = { Authorization: `Bearer ${session.token}`, ...accessHeaders };
    const answer = await send(path, { headers });
    if (isAccessAnswer(answer) || readMember(answer.body, 'code') === 'access-denied')
      return unknown('Cloudflare Access asks, too: set CF_ACCESS_TOKEN');
    if (!isOwnAnswer(answer)) return unknown(describeInterference(answer) ?? inFront);
    return (
      judgeToken(answer, session, isProduction) ??
      judge(answer.status === 200 ? [] : [`It answered ${answer.status} to an administrator.`])
    );
  },
  'access-in-front': async ({ send, setup }) => {
    if (isAccessAnswer(await send(path))) return judge([], 'it asks to sign in');
    const kind =
      setup === undefined ? 'off' : parseAccessSettings(setup.values, setup.environment).settings.kind;
    return kind === 'on' ? judge([], 'both settings are there') : unknown('it is not set up, and optional');
  },
} satisfies Record<string, Probe<Deployment>>;

/** What cannot be told because of how the token was had. */
function judgeToken(
  { status }: RemoteAnswer,
  { isMinted }: SessionToken,
  isProduction: boolean,
): Outcome | undefined {
  if (status === 429) return unknown('the rate limit; wait a minute');
  return status === 401 && isMinted && isProduction
    ? unknown('production refuses tokens that no page asked for: give BLOQR_FREE_TOKEN, BLOQR_TOKEN')
    : undefined;
}

function judgeRefusal(answer: RemoteAnswer, wanted: number, to: string): Outcome {
  // Who does not come through Access does not come to the Worker.
  if (isAccessAnswer(answer)) return judge([], 'Cloudflare Access asks to sign in');
  const reason = describeInterference(answer);
  if (reason !== undefined) return unknown(reason);
  if (answer.status === 429) return unknown('the rate limit; wait a minute');
  return judge(answer.status === wanted ? [] : [`GET /api/admin/users answered ${answer.status} ${to}.`]);
}

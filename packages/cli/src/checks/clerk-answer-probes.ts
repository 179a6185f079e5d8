import { parseAllowedOrigins } from '@bloqr/contract';
import {
  type BackendApi,
  findOwnSession,
  mintToken,
  readClaims,
  readList,
  readText,
} from '../clerk/backend-api.ts';
import { readMember } from '../clerk/read-answer.ts';
import { describeClock, measureClock } from '../io/ask-remote.ts';
import { good, idle, judge, type Outcome, type Probe, unknown } from './check.ts';
import { createClerkApi, noSecretKey } from './clerk-api.ts';
import { ofClerk } from './clerk-key-probes.ts';
import type { Setup } from './setup.ts';
import { isPlaceholder } from './variable-probes.ts';

const timeLimitMs = 10_000;
const templateName = 'bloqr-backend';
/** Half of what a token lives. */
const clockSecondsMax = 30;
/** One page of users is looked through for an administrator; whoever has more users has one in the database. */
const usersListed = 500;
/** The Worker takes none whose modulus is shorter (RFC 7518, 3.3). */
const modulusBytesMin = 256;

/** Asks with the secret key; without one that can be told, nothing is asked. */
function withApi(probe: (api: BackendApi, setup: Setup) => Promise<Outcome>): Probe<Setup> {
  return ofClerk((setup) => {
    const api = createClerkApi(setup);
    if (api !== undefined) return probe(api, setup);
    return unknown(noSecretKey);
  });
}

/** What Clerk itself says: its key set, and its Backend API where the secret key is known. */
export const clerkAnswerProbes = {
  'key-set-reachable': ofClerk(async ({ isOffline, ask, values }, clerk) => {
    if (isOffline) return unknown('--offline');
    if (clerk === undefined || isPlaceholder(values.CLERK_JWKS_URL ?? '')) return idle;
    return judgeReach(clerk.jwksUrl, async () => {
      const { status } = await ask(clerk.jwksUrl, { method: 'GET', headers: {}, timeLimitMs });
      return judge(status === 200 ? [] : [`${clerk.jwksUrl} answered ${status}.`], clerk.jwksUrl);
    });
  }),
  // Tokens are true for a minute, messages of the webhook for five.
  'clock-right': ofClerk(async ({ isOffline, ask, now, values }, clerk) => {
    if (isOffline) return unknown('--offline');
    if (clerk === undefined || isPlaceholder(values.CLERK_JWKS_URL ?? '')) return idle;
    const answer = await ask(clerk.jwksUrl, { method: 'GET', headers: {}, timeLimitMs });
    const seconds = measureClock(answer, now());
    if (seconds === undefined) return unknown('Clerk does not say its time');
    return judge(
      Math.abs(seconds) > clockSecondsMax ? [describeClock(seconds, new URL(clerk.jwksUrl).host)] : [],
    );
  }),
  'key-set-sane': ofClerk(async ({ ask, values }, clerk) => {
    if (clerk === undefined || isPlaceholder(values.CLERK_JWKS_URL ?? '')) return idle;
    const { status, body } = await ask(clerk.jwksUrl, { method: 'GET', headers: {}, timeLimitMs });
    return status === 200 ? judgeKeySet(body) : unknown('the key set cannot be fetched');
  }),
  'secret-key-accepted': withApi(async (api, { isOffline, clerk }) => {
    if (isOffline) return unknown('--offline');
    return judgeReach(clerk.clerk?.apiUrl ?? '', async () => {
      const { status } = await api.request('GET', '/instance');
      if (status === 200) return good;
      if (status === 401 || status === 403)
        return judge([`Clerk answered ${status}: it does not know CLERK_SECRET_KEY.`]);
      if (status === 404)
        return judge([`${clerk.clerk?.apiUrl} answered 404: it is not Clerk’s Backend API.`]);
      return unknown(`Clerk answered ${status}`);
    });
  }),
  'clerk-same-instance': withApi(async (api, { ask, clerk }) => {
    const jwksUrl = clerk.clerk?.jwksUrl ?? '';
    const published = await ask(jwksUrl, { method: 'GET', headers: {}, timeLimitMs });
    if (published.status !== 200) return unknown('the key set cannot be fetched');
    const own = listKeyIds(await api.read('/jwks'));
    const isShared = listKeyIds(published.body).some((kid) => own.includes(kid));
    const instanceId = /^ins_\w+$/.exec(clerk.clerk?.instanceId ?? '')?.[0];
    const actualId = instanceId === undefined ? undefined : readText(await api.read('/instance'), 'id');
    return judge([
      ...(isShared ? [] : [`No key of CLERK_SECRET_KEY’s instance is in ${jwksUrl}.`]),
      ...(instanceId === actualId
        ? []
        : [`CLERK_INSTANCE_ID is ${instanceId}, CLERK_SECRET_KEY is of ${actualId}.`]),
    ]);
  }),
  'token-claim': withApi(async (api) => judgeClaim(api)),
  'clerk-origins': withApi(async (api, { values, environment }) => {
    const { origins } = parseAllowedOrigins(values.ALLOWED_ORIGINS ?? '', environment);
    const listed = readMember(await api.read('/instance'), 'allowed_origins');
    const known: readonly unknown[] = Array.isArray(listed) ? listed : [];
    return judge(
      [...origins]
        .filter((origin) => !known.includes(origin))
        .map((origin) => `${origin} is not among the allowed origins at Clerk.`),
    );
  }),
  'clerk-admin': withApi(async (api) => {
    const users = readList(await api.read(`/users?limit=${usersListed}`));
    const isAdmin = (user: unknown) => readMember(readMember(user, 'public_metadata'), 'tier') === 'admin';
    if (users.some(isAdmin)) return good;
    if (users.length >= usersListed) return unknown(`none of the ${usersListed} newest users is one`);
    return judge([`None of ${users.length} users has {"tier": "admin"} in the public metadata.`]);
  }),
  // The Backend API tells nothing of endpoints, only where Svix shows them: https://clerk.com/docs/reference/backend-api, `/webhooks/svix_url`.
  'webhook-endpoint': ofClerk((setup) => {
    const host = setup.isDeployed ? 'https://<your host>' : `http://localhost:${setup.values.PORT ?? '8787'}`;
    return {
      kind: 'confirm',
      request: `Clerk’s API does not tell: the endpoint is ${host}/api/webhooks/clerk, with user.created, user.updated, user.deleted.`,
    };
  }),
} satisfies Record<string, Probe<Setup>>;

/** What is not reached is a finding. */
async function judgeReach(address: string, look: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await look();
  } catch (error) {
    return judge([`${address} cannot be reached: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function listKeyIds(body: unknown): readonly string[] {
  const keys = readMember(body, 'keys');
  return (Array.isArray(keys) ? keys : [])
    .map((key: unknown) => readText(key, 'kid') ?? '')
    .filter((kid) => kid !== '');
}

function judgeKeySet(body: unknown): Outcome {
  const keys = readMember(body, 'keys');
  if (!Array.isArray(keys)) return judge(['What came is no key set: it has no list `keys`.']);
  const isUsable = (key: unknown) =>
    readText(key, 'kty') === 'RSA' &&
    [undefined, 'RS256'].includes(readText(key, 'alg')) &&
    [undefined, 'sig'].includes(readText(key, 'use')) &&
    Buffer.from(readText(key, 'n') ?? '', 'base64url').length >= modulusBytesMin;
  const isPrivate = (key: unknown) => readMember(key, 'd') !== undefined || readText(key, 'kty') === 'oct';
  const ids = listKeyIds(body);
  return judge(
    [
      ...(keys.some(isPrivate) ? ['A private key is in it: whoever reads it can make tokens.'] : []),
      ...(keys.some(isUsable) ? [] : ['No key in it is an RSA key of 2048 bits for RS256.']),
      ...(new Set(ids).size < ids.length ? ['Two of its keys have one id.'] : []),
    ],
    `${keys.length} ${keys.length === 1 ? 'key' : 'keys'}`,
  );
}

/** A template that is right, or a customised session token, which only a token itself shows. */
async function judgeClaim(api: BackendApi): Promise<Outcome> {
  const templates = readList(await api.read('/jwt_templates'));
  const template = templates.find((one) => readText(one, 'name') === templateName);
  if (template !== undefined) {
    const claim = readMember(readMember(template, 'claims'), 'metadata');
    const isRight = typeof claim === 'string' && /^\s*\{\{\s*user\.public_metadata\s*\}\}\s*$/.test(claim);
    const finding = `The template ${templateName} has no claim "metadata": "{{user.public_metadata}}".`;
    return judge(isRight ? [] : [finding], `the JWT template ${templateName}`);
  }
  const users = readList(await api.read('/users?limit=5&order_by=-last_sign_in_at'));
  for (const user of users) {
    const session = await findOwnSession(api, readText(user, 'id') ?? '');
    if (session === undefined) continue;
    const token = await mintToken(api, session);
    const hasClaim = readMember(readClaims(token), 'metadata') !== undefined;
    const finding = `There is no template ${templateName}, and session tokens have no claim "metadata": each request looks into the database.`;
    return judge(hasClaim ? [] : [finding], 'the session token');
  }
  return {
    kind: 'confirm',
    request: `There is no template ${templateName}, and nobody is signed in, so that no session token can be looked at: Clerk’s dashboard, Sessions, Customize session token.`,
  };
}

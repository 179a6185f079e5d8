import { parsePublishableKey } from '@bloqr/contract';
import { good, idle, judge, type Probe, unknown } from '../checks/check.ts';
import { readText } from '../clerk/backend-api.ts';
import { readMember } from '../clerk/read-answer.ts';
import { findVariable } from '../env/variable-catalogue.data.ts';
import { type Deployment, isOwnAnswer } from './deployment.ts';

const pagePaths = ['/', '/sign-in', '/sign-up', '/compiler'];
const readablePaths = ['/', '/api/config', '/api/version', '/api/health', '/api/openapi.json', '/api/docs'];
const timeLimitMs = 20_000;
/** Shorter values stand in texts by chance. */
const secretLengthMin = 12;

/** Headers that every answer must have, with what must be in them. */
const apiHeaders: readonly (readonly [string, RegExp])[] = [
  ['content-security-policy', /default-src 'none'/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
  ['referrer-policy', /^no-referrer$/],
  ['cache-control', /no-store/],
];
const pageHeaders: readonly (readonly [string, RegExp])[] = [
  ['content-security-policy', /default-src 'none'.*script-src 'self'/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
];

export const deploymentProbes = {
  'http-redirected': async ({ ask, url, isLocal }) => {
    if (isLocal) return idle;
    const { status, headers } = await ask(`http://${url.host}/api/version`, {
      method: 'GET',
      headers: {},
      timeLimitMs,
    });
    const isLedOn = status >= 300 && status < 400 && headers.get('location')?.startsWith('https://') === true;
    return judge(isLedOn ? [] : [`http://${url.host} answered ${status}, without leading to https.`]);
  },
  'version-answers': async ({ send }) => {
    const { status, body } = await send('/api/version').catch(describeUnreachable);
    if (status === 0) return judge([String(body)]);
    const isOurs = status === 200 && readMember(body, 'name') === 'bloqr-backend';
    const note = `${readText(body, 'version')}, ${readText(body, 'environment')}`;
    return judge(isOurs ? [] : [`It answered ${status}, and not as bloqr-backend does.`], note);
  },
  'version-current': async ({ send, version }) => {
    if (version === undefined) return idle;
    const running = readText((await send('/api/version')).body, 'version');
    if (running === undefined) return unknown('it does not say its version');
    return judge(running === version ? [] : [`${running} runs, ${version} is here.`]);
  },
  'health-good': async ({ send }) => {
    const { status, body } = await send('/api/health');
    const parts = Object.entries(readMember(body, 'parts') ?? {});
    if (parts.length === 0) return unknown(`it answered ${status}`);
    const failing = parts.filter(([, part]) => readMember(part, 'status') !== 'ok');
    return judge(
      failing.map(([name, part]) => `${name} fails: ${readText(part, 'reason') ?? 'no reason given'}.`),
    );
  },
  'pages-served': async ({ send }) => {
    const findings: string[] = [];
    for (const path of pagePaths) {
      const { status, headers } = await send(path);
      if (status !== 200 || !headers.get('content-type')?.startsWith('text/html'))
        findings.push(`${path} answered ${status}, ${headers.get('content-type') ?? 'without a type'}.`);
    }
    return judge(findings);
  },
  'headers-secure': async ({ send, url }) => {
    const api = (await send('/api/version')).headers;
    const page = (await send('/')).headers;
    const strict: readonly (readonly [string, RegExp])[] =
      url.protocol === 'https:' ? [['strict-transport-security', /max-age=\d{7,}/]] : [];
    const missing = (headers: ReadonlyMap<string, string>, wanted: typeof apiHeaders, path: string) =>
      wanted
        .filter(([name, form]) => !form.test(headers.get(name) ?? ''))
        .map(([name]) => `${path} has no ${name}, or a weaker one.`);
    return judge([
      ...missing(api, [...apiHeaders, ...strict], '/api/version'),
      ...missing(page, pageHeaders, '/'),
    ]);
  },
  'secrets-not-served': async ({ send, values }) => {
    const secrets = Object.entries(values).flatMap(([name, value]) =>
      findVariable(name)?.kind === 'secret'
        ? value.split(',').map((part) => [name, part.trim()] as const)
        : [],
    );
    const findings: string[] = [];
    for (const path of readablePaths) {
      const { headers, text } = await send(path);
      const all = `${JSON.stringify([...headers])}\n${text}`;
      for (const [name, secret] of secrets)
        if (secret.length >= secretLengthMin && all.includes(secret)) findings.push(`${path} tells ${name}.`);
      if (/sk_(?:live|test)_[A-Za-z0-9]{20,}|whsec_[A-Za-z0-9+/]{30,}/.test(all))
        findings.push(`${path} has what looks like a secret.`);
    }
    return judge([...new Set(findings)]);
  },
  'publishable-key-served': ({ config, publishableKey, values, isLocal }) => {
    if (config === undefined) return unknown('GET /api/config does not answer');
    const providers = readMember(readMember(config, 'auth'), 'providers');
    if (!Array.isArray(providers) || !providers.includes('clerk')) return idle;
    if (publishableKey === undefined) return judge(['GET /api/config has no clerkPublishableKey.']);
    const wanted = values.CLERK_PUBLISHABLE_KEY;
    const isOther = wanted !== undefined && wanted !== publishableKey;
    return judge(
      isOther ? [`Pages get another key than ${isLocal ? 'is set here' : 'wrangler.toml has'}.`] : [],
    );
  },
  'live-key-served': ({ environment, isProduction, publishableKey }) => {
    if (environment === undefined) return unknown('GET /api/config does not answer');
    if (!isProduction) return { kind: 'good', note: 'it is not production' };
    if (publishableKey === undefined) return idle;
    return judge(
      parsePublishableKey(publishableKey)?.kind === 'live' ? [] : ['It runs as production with a test key.'],
    );
  },
  'cors-allowed': async ({ send, url, origins }) => {
    const findings: string[] = [];
    for (const origin of new Set([url.origin, ...origins])) {
      const { headers } = await send('/api/config', { headers: { Origin: origin } });
      if (headers.get('access-control-allow-origin') !== origin) findings.push(`${origin} is not allowed.`);
    }
    return judge(findings, origins.length === 0 ? 'its own alone' : origins.join(', '));
  },
  'cors-others-refused': async ({ send, url }) => {
    const others = [
      'https://elsewhere.invalid',
      'null',
      `${url.protocol}//${url.hostname}.elsewhere.invalid`,
    ];
    const findings: string[] = [];
    for (const origin of others) {
      const { headers } = await send('/api/config', { headers: { Origin: origin } });
      const allowed = headers.get('access-control-allow-origin');
      if (allowed !== undefined) findings.push(`${origin} gets Access-Control-Allow-Origin: ${allowed}.`);
    }
    return judge(findings);
  },
  // A token of the right issuer with a key id that nobody has: the Worker must look into the key set to refuse it, and says
  // 503 where it cannot (docs/authentication.md, Keys).
  'key-set-from-worker': async (service) => {
    const issuer = issuerOf(service);
    if (issuer === undefined) return unknown('pages get no publishable key');
    const { status } = await service.send('/api/account', {
      headers: { Authorization: `Bearer ${forgeToken(service, issuer)}` },
    });
    if (status === 401) return good;
    if (status === 503)
      return judge(['The Worker cannot fetch the key set, and has none that it had before.']);
    return status === 429 ? unknown('the rate limit; wait a minute') : unknown(`it answered ${status}`);
  },
  'token-accepted': async ({ send, freeToken, adminToken, isProduction }) => {
    const session = (await adminToken().catch(() => undefined)) ?? (await freeToken());
    if (session === undefined)
      return unknown('no session token is known: BLOQR_TOKEN, BLOQR_FREE_TOKEN, or CLERK_SECRET_KEY');
    const answer = await send('/api/account', { headers: { Authorization: `Bearer ${session.token}` } });
    if (!isOwnAnswer(answer)) return unknown('something stands in front of it');
    const { status } = answer;
    if (status === 401 && session.isMinted && isProduction)
      return unknown('production refuses tokens that no page asked for: give BLOQR_FREE_TOKEN');
    return judge(status === 200 ? [] : [`GET /api/account answered ${status} to a session token.`]);
  },
} satisfies Record<string, Probe<Deployment>>;

function describeUnreachable(error: unknown): { readonly status: number; readonly body: unknown } {
  return {
    status: 0,
    body: `It cannot be reached: ${(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')}.`,
  };
}

function issuerOf({ publishableKey }: Deployment): string | undefined {
  const key = publishableKey === undefined ? undefined : parsePublishableKey(publishableKey);
  return key && `https://${key.host}`;
}

function forgeToken({ now, randomBytes, url }: Deployment, issuer: string): string {
  const seconds = Math.floor(now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = { alg: 'RS256', typ: 'JWT', kid: `bloqr-verify-${randomBytes(6).toString('hex')}` };
  const claims = { iss: issuer, sub: 'user_bloqrverify', iat: seconds, exp: seconds + 60, azp: url.origin };
  return `${encode(header)}.${encode(claims)}.${randomBytes(256).toString('base64url')}`;
}

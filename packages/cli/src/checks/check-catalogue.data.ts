import type { Check, CheckCommand } from './check.ts';

const here: readonly CheckCommand[] = ['doctor', 'preflight'];
const local: readonly CheckCommand[] = ['doctor'];
const before: readonly CheckCommand[] = ['preflight'];
const everywhere: readonly CheckCommand[] = ['doctor', 'preflight', 'verify'];
const beforeAndAfter: readonly CheckCommand[] = ['preflight', 'verify'];
const after: readonly CheckCommand[] = ['verify'];

type Row = readonly [
  id: string,
  group: Check['group'],
  severity: Check['severity'],
  step: Check['step'],
  commands: readonly CheckCommand[],
  title: string,
  /** On this machine and in a deployment, where these differ. */
  fix: string | readonly [local: string, deployed: string],
];

/** Every check there is. docs/doctor.md has a section for each. */
// biome-ignore format: a table, a check a line
const rows = [
  ['node-version', 'Tools', 'error', 'Step 9d', here, 'Node is 24 or newer', 'npm ci'],
  ['wrangler-version', 'Tools', 'error', 'Step 9d', here, 'wrangler is the version of package.json', 'npm ci'],
  ['clock-right', 'Tools', 'error', 'Step 8', local, 'the clock is right', 'set the clock by the network, e.g. sudo timedatectl set-ntp true'],
  ['variables-known', 'Variables', 'warning', 'Step 7', here, 'every variable is one of ours', ['npx bloqr env', 'npx bloqr env --deployed']],
  ['variables-not-placeholders', 'Variables', 'error', 'Step 7', here, 'no value is a placeholder', ['npx bloqr env', 'npx bloqr env --deployed']],
  ['variables-well-formed', 'Variables', 'error', 'Step 7', here, 'every value has its form', ['put the right value there; npx bloqr env shows what counts', 'put the right value there; npx bloqr env --deployed shows what counts']],
  ['variables-agree', 'Variables', 'warning', 'Step 7', local, 'shell and .env.local say the same', 'direnv reload'],
  ['variables-one-place', 'Variables', 'error', 'Step 9c', before, 'no name is both a secret and in [vars]', 'npx wrangler secret delete <name>'],
  ['variables-once', 'Variables', 'warning', 'Step 7', local, 'no name stands twice in .env.local with two values', 'take out the line that does not count: the last one counts'],
  ['dev-vars-absent', 'Variables', 'error', 'Step 7', local, 'there is no .dev.vars', 'cat .dev.vars >> .env.local && rm .dev.vars'],
  ['dollar-quoted', 'Variables', 'warning', 'Step 7', local, '$ stands in single quotes', "put the value in 'single quotes' in .env.local"],
  ['origins-well-formed', 'Variables', 'error', 'Step 3', here, 'allowed origins are written as browsers send them', 'ALLOWED_ORIGINS=https://app.example.org,https://other.example.org'],
  ['origins-https', 'Variables', 'error', 'Step 3', here, 'allowed origins are https in production', 'ALLOWED_ORIGINS=https://…'],
  ['origins-complete', 'Variables', 'warning', 'Step 3', before, 'every address of wrangler.toml is an allowed origin', 'ALLOWED_ORIGINS=<all of them, separated by commas>'],
  ['sign-in-configured', 'Clerk', 'warning', 'Step 2', before, 'somebody can sign people in', 'set AUTH_PROVIDERS and the variables of the provider'],
  ['clerk-publishable-key', 'Clerk', 'error', 'Step 2', here, 'the publishable key is there', ['CLERK_PUBLISHABLE_KEY=pk_… in .env.local, from Clerk’s dashboard, API Keys', 'CLERK_PUBLISHABLE_KEY = "pk_…" in [vars], from Clerk’s dashboard, API Keys']],
  ['clerk-secret-key', 'Clerk', 'warning', 'Step 2', here, 'the secret key is there', ['CLERK_SECRET_KEY=… in .env.local', 'npx wrangler secret put CLERK_SECRET_KEY']],
  ['clerk-webhook-secret', 'Clerk', 'error', 'Step 5', here, 'the webhook’s signing secret is there', ['CLERK_WEBHOOK_SECRET=… in .env.local', 'npx wrangler secret put CLERK_WEBHOOK_SECRET']],
  ['webhook-secret-strength', 'Clerk', 'error', 'Step 5', here, 'the signing secret is one, and strong', ['CLERK_WEBHOOK_SECRET=… in .env.local', 'npx wrangler secret put CLERK_WEBHOOK_SECRET']],
  ['clerk-hosts-agree', 'Clerk', 'error', 'Step 7', here, 'publishable key, key set and issuer are of one host', 'CLERK_JWKS_URL=https://<the key’s host>/.well-known/jwks.json'],
  ['clerk-modes-agree', 'Clerk', 'error', 'Step 9g', here, 'both keys are test keys, or both live keys', ['CLERK_SECRET_KEY=… in .env.local', 'npx wrangler secret put CLERK_SECRET_KEY']],
  ['clerk-live-instance', 'Clerk', 'error', 'Step 9g', here, 'production uses no test instance', 'npx wrangler secret put CLERK_SECRET_KEY, and CLERK_PUBLISHABLE_KEY=pk_live_… in [vars]'],
  ['key-set-reachable', 'Clerk', 'error', 'Step 7', here, 'the key set can be fetched', 'curl -sS <CLERK_JWKS_URL>'],
  ['key-set-sane', 'Clerk', 'error', 'Step 7', here, 'the key set has keys for RS256, and nothing private', 'curl -sS <CLERK_JWKS_URL>'],
  ['secret-key-accepted', 'Clerk', 'error', 'Step 2', here, 'Clerk takes the secret key', ['CLERK_SECRET_KEY=… in .env.local', 'npx wrangler secret put CLERK_SECRET_KEY']],
  ['clerk-same-instance', 'Clerk', 'error', 'Step 2', here, 'secret and publishable key are of one instance', 'copy both from one page: Clerk’s dashboard, API Keys'],
  ['token-claim', 'Clerk', 'warning', 'Step 4', here, 'tokens carry the tier', 'Clerk’s dashboard, Sessions, Customize session token: {"metadata": "{{user.public_metadata}}"}'],
  ['clerk-origins', 'Clerk', 'warning', 'Step 3', here, 'Clerk allows every origin that we allow', `curl -X PATCH https://api.clerk.com/v1/instance -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" -d '{"allowed_origins": [<all of them>]}'`],
  ['clerk-admin', 'Clerk', 'warning', 'Step 6', everywhere, 'somebody is an administrator in Clerk’s public metadata', `curl -X PATCH https://api.clerk.com/v1/users/<id>/metadata -H "Authorization: Bearer $CLERK_SECRET_KEY" -H "Content-Type: application/json" -d '{"public_metadata": {"tier": "admin"}}'`],
  ['webhook-endpoint', 'Clerk', 'warning', 'Step 5', here, 'the endpoint gets user.created, user.updated and user.deleted', 'Clerk’s dashboard, Webhooks'],
  ['better-auth-secret', 'Better Auth', 'error', 'Step 9b', here, 'the secret of Better Auth is there, and strong', ['echo "BETTER_AUTH_SECRET=$(openssl rand -base64 33)" >> .env.local', 'openssl rand -base64 33 | npx wrangler secret put BETTER_AUTH_SECRET']],
  ['better-auth-url', 'Better Auth', 'error', 'Step 9c', here, 'the address of the service is known to Better Auth', 'BETTER_AUTH_URL=https://<your host> in [vars]'],
  ['better-auth-together', 'Better Auth', 'error', 'Step 9b', here, 'what belongs together is set together', 'npx bloqr env'],
  ['cpu-plan', 'Better Auth', 'warning', 'Step 9d', before, 'the plan has time to hash passwords', 'subscribe to Workers Paid, or leave passwords out: AUTH_PROVIDERS=clerk'],
  ['access-both-or-neither', 'Cloudflare Access', 'error', 'Security checklist', here, 'both settings of Access, or neither', 'set CF_ACCESS_TEAM_DOMAIN and CF_ACCESS_AUD, or neither'],
  ['access-well-formed', 'Cloudflare Access', 'error', 'Security checklist', here, 'the settings of Access have their form', 'docs/cloudflare-access.md'],
  ['wrangler-toml-valid', 'wrangler.toml', 'error', 'Step 9c', here, 'it can be read', 'mend the line'],
  ['wrangler-toml-no-secrets', 'wrangler.toml', 'error', 'Step 9b', everywhere, 'no secret stands in it', 'npx wrangler secret put <name>, then take the line out, and exchange the secret: it has been in a file'],
  ['wrangler-toml-stray-keys', 'wrangler.toml', 'error', 'Step 9c', here, 'no setting has slipped below [vars]', 'move the line above the first [table]'],
  ['wrangler-toml-bindings', 'wrangler.toml', 'error', 'Step 9d', here, 'everything that the Worker needs is bound', 'git diff wrangler.toml'],
  ['wrangler-toml-ids', 'wrangler.toml', 'error', 'Step 9a', before, 'no id is a placeholder', 'npx wrangler d1 create bloqr-backend-app-db'],
  ['wrangler-toml-environment', 'wrangler.toml', 'error', 'Step 9c', before, 'ENVIRONMENT is production or preview', 'ENVIRONMENT = "production" in [vars]'],
  ['wrangler-signed-in', 'Cloudflare', 'error', 'Step 9d', before, 'wrangler is signed in', 'npx wrangler login'],
  ['secrets-stored', 'Cloudflare', 'error', 'Step 9b', beforeAndAfter, 'the secrets are stored as Worker secrets', 'npx wrangler secret put <name>'],
  ['migrations-applied', 'Database', 'error', 'Step 9a', here, 'every migration is applied', ['npx wrangler d1 migrations apply bloqr-backend-app-db --local', 'npx wrangler d1 migrations apply bloqr-backend-app-db --remote']],
  ['accounts-in-line', 'Database', 'warning', 'Step 9f', here, 'Clerk and the database know as many users', 'npx bloqr clerk sync --url <your address> --dry-run'],
  ['administrator-exists', 'Database', 'warning', 'Step 6', here, 'somebody is an administrator', 'make somebody one as docs/administration.md says'],
  ['pages-fresh', 'Build', 'error', 'Step 9d', before, 'the pages are built from what is there', 'npm run build'],
  ['bundle-size', 'Build', 'error', 'Step 9d', before, 'the Worker is small enough for the platform', 'npx wrangler deploy --dry-run --outdir bundle'],
  ['http-redirected', 'Deployment', 'warning', 'Step 9d', after, 'http leads to https', 'Cloudflare’s dashboard, SSL/TLS, Edge Certificates, Always Use HTTPS'],
  ['version-answers', 'Deployment', 'error', 'Step 9d', after, 'GET /api/version answers', 'npx wrangler deploy'],
  ['version-current', 'Deployment', 'warning', 'Step 9d', after, 'it is the version that is here', 'npx wrangler deploy'],
  ['health-good', 'Deployment', 'error', 'Step 9d', after, 'every part is in health', 'npx wrangler tail'],
  ['pages-served', 'Deployment', 'error', 'Step 3', after, 'the pages are there', 'npm run build && npx wrangler deploy'],
  ['headers-secure', 'Deployment', 'error', 'Step 9d', after, 'API and pages have their security headers', 'npx wrangler deploy'],
  ['secrets-not-served', 'Deployment', 'error', 'Security checklist', after, 'no secret is in what anybody can read', 'exchange the secret at once: docs/doctor.md'],
  ['publishable-key-served', 'Deployment', 'error', 'Step 2', after, 'pages get the publishable key', 'npx wrangler deploy'],
  ['live-key-served', 'Deployment', 'error', 'Step 9g', after, 'production uses no test key', 'CLERK_PUBLISHABLE_KEY=pk_live_… in [vars], then npx wrangler deploy'],
  ['cors-allowed', 'Deployment', 'error', 'Step 3', after, 'pages of every allowed origin may call it', 'ALLOWED_ORIGINS in [vars], then npx wrangler deploy'],
  ['cors-others-refused', 'Deployment', 'error', 'Step 3', after, 'pages of other origins may not', 'ALLOWED_ORIGINS in [vars], then npx wrangler deploy'],
  ['key-set-from-worker', 'Deployment', 'error', 'Step 7', after, 'the Worker can fetch the key set', 'CLERK_JWKS_URL, then npx wrangler deploy'],
  ['token-accepted', 'Deployment', 'error', 'Step 8', after, 'a session token is accepted', 'docs/authentication.md'],
  ['webhook-path-open', 'Webhook', 'error', 'Step 5', after, 'nothing stands in front of the webhook', 'Access: a Bypass policy for /api/webhooks/clerk; Bot Fight Mode: off, or Super Bot Fight Mode with a Skip rule'],
  ['webhook-post-only', 'Webhook', 'error', 'Security checklist', after, 'it takes POST alone', 'npx wrangler deploy'],
  ['webhook-refuses-unsigned', 'Webhook', 'error', 'Step 5', after, 'it refuses what is not signed', 'npx wrangler deploy'],
  ['webhook-takes-signed', 'Webhook', 'error', 'Step 5', after, 'it takes what is signed', 'npx wrangler secret put CLERK_WEBHOOK_SECRET'],
  ['webhook-refuses-old', 'Webhook', 'error', 'Step 5', after, 'it refuses what is old', 'npx wrangler deploy'],
  ['webhook-refuses-reserialised', 'Webhook', 'error', 'Step 5', after, 'it refuses a body that was written anew', 'npx wrangler deploy'],
  ['webhook-events-arrive', 'Webhook', 'warning', 'Step 9f', after, 'events have arrived', 'Clerk’s dashboard, Webhooks, the endpoint, Testing, Send test webhook'],
  ['no-drift', 'Webhook', 'warning', 'Step 9f', after, 'Clerk and the database agree', 'npx bloqr clerk sync --url <your address>'],
  ['admin-needs-sign-in', 'Administrators', 'error', 'Step 8', after, 'nobody is no administrator', 'npx wrangler deploy'],
  ['admin-refuses-free', 'Administrators', 'error', 'Step 8', after, 'a free user is no administrator', 'npx wrangler deploy'],
  ['admin-lets-admin-in', 'Administrators', 'error', 'Step 8', after, 'an administrator is one', 'Clerk’s dashboard, Users, Public metadata: {"tier": "admin"}'],
  ['access-in-front', 'Administrators', 'warning', 'Security checklist', after, 'Cloudflare Access is in front of their routes', 'docs/cloudflare-access.md'],
] as const satisfies readonly Row[];

export type CheckId = (typeof rows)[number][0];

/** The catalogue, in the order in which results are printed within a group. */
export const checkCatalogue: readonly (Check & { readonly id: CheckId })[] = rows.map(
  ([id, group, severity, step, commands, title, fix]) => ({
    id,
    group,
    severity,
    step,
    commands,
    title,
    fix: typeof fix === 'string' ? { local: fix, deployed: fix } : { local: fix[0], deployed: fix[1] },
  }),
);

import type { CheckId } from '../../src/checks/check-catalogue.data.ts';
import { toAnswer } from '../../src/io/ask-remote.ts';
import type { Scene } from './setup-scene.ts';

/** One thing that is broken, the check that finds it, and what that says. */
export interface BrokenSetup {
  readonly id: CheckId;
  readonly command: 'doctor' | 'preflight';
  readonly change: (scene: Scene) => void | Promise<void>;
  readonly finding: RegExp;
}

const replace = (from: string | RegExp, to: string) => (one: Scene) => {
  const before = one.wranglerToml;
  one.wranglerToml = before.replace(from, to);
  if (one.wranglerToml === before) throw new Error('nothing was replaced');
};
const set = (name: string, value: string) => (one: Scene) => {
  one.envLocal[name] = value;
};
const keySet = (change: (keys: Record<string, unknown>[]) => unknown) => (one: Scene) => {
  one.ask = async (address, _request, next) => {
    const { status, text, headers } = await next();
    if (!address.endsWith('/.well-known/jwks.json')) return toAnswer(status, text, headers);
    return toAnswer(status, JSON.stringify(change(JSON.parse(text).keys)), headers);
  };
};

/** Set-ups that are healthy but for one thing. */
export const brokenSetups: readonly BrokenSetup[] = [
  {
    id: 'node-version',
    command: 'doctor',
    change: (one) => {
      one.nodeVersion = '22.12.0';
    },
    finding: /This is Node 22\.12\.0; 24 or newer/,
  },
  {
    id: 'wrangler-version',
    command: 'doctor',
    change: (one) => one.write('node_modules/wrangler/package.json', '{"version":"4.100.0"}'),
    finding: /4\.100\.0 is installed, package\.json has 4\.155\.0/,
  },
  {
    id: 'clock-right',
    command: 'doctor',
    change: (one) => {
      one.ask = async (_address, _request, next) => {
        const answer = await next();
        const date = new Date(Date.now() - 3_600_000).toUTCString();
        return { ...answer, headers: new Map(answer.headers).set('date', date) };
      };
    },
    finding: /^The clock of this machine is 360[01] s ahead of the one of localhost:8790\.$/,
  },
  {
    id: 'variables-known',
    command: 'doctor',
    change: set('CLERK_SECRET_KYE', 'x'),
    finding: /Is CLERK_SECRET_KEY meant/,
  },
  {
    id: 'variables-known',
    command: 'preflight',
    change: replace('[assets]', 'ALOWED_ORIGINS = "https://a.example"\n[assets]'),
    finding: /ALOWED_ORIGINS is no variable of ours, wrangler\.toml:10\. Is ALLOWED_ORIGINS/,
  },
  {
    id: 'variables-not-placeholders',
    command: 'doctor',
    change: set('CLERK_WEBHOOK_SECRET', 'whsec_...'),
    finding: /^CLERK_WEBHOOK_SECRET is a placeholder, \.env\.local:5/,
  },
  {
    id: 'variables-not-placeholders',
    command: 'doctor',
    change: set('CLERK_JWKS_URL', 'https://your-instance.clerk.accounts.dev/.well-known/jwks.json'),
    finding: /^CLERK_JWKS_URL is a placeholder/,
  },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: set('RATE_LIMITS', 'free'),
    finding: /^RATE_LIMITS must/,
  },
  { id: 'variables-well-formed', command: 'doctor', change: set('PORT', '0'), finding: /^PORT must/ },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: set('CLERK_INSTANCE_ID', 'user_x'),
    finding: /^CLERK_INSTANCE_ID must/,
  },
  {
    id: 'variables-well-formed',
    command: 'preflight',
    change: replace('[assets]', 'SOURCE_HOST_ALLOWLIST = "127.0.0.1:80"\n[assets]'),
    finding: /must not be set in production/,
  },
  {
    id: 'variables-agree',
    command: 'doctor',
    change: (one) => {
      one.shell.RATE_LIMITS = 'free=1';
      one.envLocal.RATE_LIMITS = 'free=2';
    },
    finding: /^RATE_LIMITS is another in the shell, which wins, than in \.env\.local:6/,
  },
  {
    id: 'variables-one-place',
    command: 'preflight',
    change: (one) => {
      one.storedSecrets.add('CLERK_JWKS_URL');
    },
    finding: /^CLERK_JWKS_URL is a secret and stands in \[vars\]/,
  },
  {
    id: 'variables-once',
    command: 'doctor',
    change: (one) => {
      one.envLocalText = (text) =>
        `${text}CLERK_API_URL=http://localhost:8791\nCLERK_API_URL=http://localhost:8790\n`;
    },
    finding: /^CLERK_API_URL has two values, \.env\.local, lines 4 and 6 and 7/,
  },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: (one) => {
      set('CLERK_SECRET_KEY', `'"${one.envLocal.CLERK_SECRET_KEY}"'`)(one);
    },
    finding: /^CLERK_SECRET_KEY must be a secret key .*, \.env\.local:2\. There is a quotation mark in it\.$/,
  },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: set('CLERK_SECRET_KEY', '"sk_test_abc\ndef"'),
    finding: /There is a line break in it\.$/,
  },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: set('CLERK_SECRET_KEY', `sk_test_${'x'.repeat(20)}\u200b${'x'.repeat(20)}`),
    finding: /There is a character in it that cannot be seen\.$/,
  },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: (one) => {
      set('CLERK_SECRET_KEY', String(one.envLocal.CLERK_PUBLISHABLE_KEY))(one);
    },
    finding: /^CLERK_SECRET_KEY must .* It begins as a publishable key\.$/,
  },
  {
    id: 'dev-vars-absent',
    command: 'doctor',
    change: (one) => one.write('.dev.vars', ''),
    finding: /^\.dev\.vars is there/,
  },
  {
    id: 'dollar-quoted',
    command: 'doctor',
    change: set('RATE_LIMITS', 'free=1 # $HOME'),
    finding: /^RATE_LIMITS has a \$ that direnv replaces/,
  },
  {
    id: 'origins-well-formed',
    command: 'doctor',
    change: set('ALLOWED_ORIGINS', 'http://localhost:4200/'),
    finding: /^ALLOWED_ORIGINS must be .*: entry 1 is written http:\/\/localhost:4200 by browsers\.$/,
  },
  {
    id: 'origins-well-formed',
    command: 'doctor',
    change: set('ALLOWED_ORIGINS', 'https://app.example.org,https://*.example.org'),
    finding: /: entry 2 has a wildcard\.$/,
  },
  {
    id: 'origins-https',
    command: 'preflight',
    change: async (one) => {
      replace('[assets]', 'ALLOWED_ORIGINS = "http://localhost:4200"\n[assets]')(one);
    },
    finding: /^http:\/\/localhost:4200 is not https/,
  },
  {
    id: 'origins-complete',
    command: 'preflight',
    change: replace(
      'main =',
      'routes = [{ pattern = "a.example.org", custom_domain = true }, "b.example.org/*"]\nmain =',
    ),
    finding: /^https:\/\/a\.example\.org serves pages/,
  },
  {
    id: 'sign-in-configured',
    command: 'preflight',
    change: (one) => {
      replace(/CLERK_.*\n.*\n/, '')(one);
      one.storedSecrets.clear();
      for (const name of Object.keys(one.secrets)) delete one.secrets[name];
    },
    finding: /^Neither Clerk nor Better Auth/,
  },
  {
    id: 'clerk-publishable-key',
    command: 'doctor',
    change: (one) => {
      delete one.envLocal.CLERK_PUBLISHABLE_KEY;
      replace(/CLERK_PUB.*\n/, '')(one);
    },
    finding: /^CLERK_PUBLISHABLE_KEY is not set/,
  },
  {
    id: 'clerk-secret-key',
    command: 'doctor',
    change: (one) => {
      delete one.envLocal.CLERK_SECRET_KEY;
    },
    finding: /^CLERK_SECRET_KEY is not set/,
  },
  {
    id: 'clerk-webhook-secret',
    command: 'doctor',
    change: (one) => {
      delete one.envLocal.CLERK_WEBHOOK_SECRET;
    },
    finding: /^CLERK_WEBHOOK_SECRET is not set/,
  },
  {
    id: 'webhook-secret-strength',
    command: 'doctor',
    change: set('CLERK_WEBHOOK_SECRET', `whsec_${btoa('short')}`),
    finding: /has 5 bytes; it must have 24 to 64/,
  },
  {
    id: 'webhook-secret-strength',
    command: 'doctor',
    change: set('CLERK_WEBHOOK_SIGNING_SECRET', `whsec_${btoa('t'.repeat(32))}`),
    finding: /are one setting and must not differ/,
  },
  {
    id: 'clerk-hosts-agree',
    command: 'preflight',
    change: replace('https://clerk.example.com', 'https://clerk.example.net'),
    finding: /is of clerk\.example\.com, CLERK_JWKS_URL of clerk\.example\.net/,
  },
  {
    id: 'clerk-modes-agree',
    command: 'doctor',
    change: (one) => {
      one.envLocal.CLERK_SECRET_KEY = `sk_live_${'x'.repeat(40)}`;
    },
    finding: /one is test, the other live/,
  },
  {
    id: 'clerk-live-instance',
    command: 'preflight',
    change: (one) => {
      replace('pk_live_', 'pk_test_')(one);
      delete one.secrets.CLERK_SECRET_KEY;
    },
    finding: /is that of a test instance; production needs pk_live/,
  },
  {
    id: 'key-set-reachable',
    command: 'doctor',
    change: (one) => {
      one.ask = async (address, _request, next) => {
        if (address.endsWith('jwks.json')) throw new Error('connect ECONNREFUSED');
        return next();
      };
    },
    finding: /cannot be reached: connect ECONNREFUSED/,
  },
  {
    id: 'key-set-reachable',
    command: 'doctor',
    change: (one) => {
      one.ask = async (address, _request, next) =>
        address.endsWith('jwks.json') ? toAnswer(404, '', (await next()).headers) : next();
    },
    finding: /jwks\.json answered 404/,
  },
  {
    id: 'key-set-sane',
    command: 'doctor',
    change: keySet((keys) => ({ keys: keys.map((key) => ({ ...key, kty: 'EC' })) })),
    finding: /No key in it is an RSA key/,
  },
  {
    id: 'key-set-sane',
    command: 'doctor',
    change: keySet((keys) => ({ keys: keys.map((key) => ({ ...key, d: 'x' })) })),
    finding: /private key/,
  },
  {
    id: 'key-set-sane',
    command: 'doctor',
    change: keySet((keys) => ({ keys: [...keys, ...keys] })),
    finding: /Two of its keys have one id/,
  },
  {
    id: 'secret-key-accepted',
    command: 'doctor',
    change: set('CLERK_SECRET_KEY', `sk_test_${'y'.repeat(40)}`),
    finding: /Clerk answered 401/,
  },
  {
    id: 'secret-key-accepted',
    command: 'doctor',
    change: (one) => {
      one.ask = async (address, _request, next) => {
        if (address.includes('/v1/')) throw new Error('connect ECONNREFUSED');
        return next();
      };
    },
    finding: /^http:\/\/localhost:8790 cannot be reached: connect ECONNREFUSED/,
  },
  {
    id: 'clerk-same-instance',
    command: 'doctor',
    change: keySet((keys) => ({ keys: keys.map((key) => ({ ...key, kid: 'ins_other' })) })),
    finding: /No key of CLERK_SECRET_KEY’s instance/,
  },
  {
    id: 'clerk-same-instance',
    command: 'doctor',
    change: set('CLERK_INSTANCE_ID', 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S'),
    finding: /CLERK_INSTANCE_ID is ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S/,
  },
  {
    id: 'token-claim',
    command: 'doctor',
    change: async (one) => {
      const [template] = (await one.callClerk('GET', '/v1/jwt_templates')) as unknown as { id: string }[];
      await one.callClerk('PATCH', `/v1/jwt_templates/${template?.id}`, {
        claims: { metadata: '{{user.id}}' },
      });
    },
    finding: /^The template bloqr-backend has no claim/,
  },
  {
    id: 'token-claim',
    command: 'doctor',
    change: async (one) => {
      const [template] = (await one.callClerk('GET', '/v1/jwt_templates')) as unknown as { id: string }[];
      await one.callClerk('DELETE', `/v1/jwt_templates/${template?.id}`);
    },
    finding: /^There is no template bloqr-backend, and session tokens have no claim/,
  },
  {
    id: 'clerk-origins',
    command: 'doctor',
    change: async (one) => {
      await one.callClerk('PATCH', '/v1/instance', { allowed_origins: ['http://localhost:4200'] });
    },
    finding: /^http:\/\/localhost:8787 is not among the allowed origins at Clerk/,
  },
  {
    id: 'clerk-admin',
    command: 'doctor',
    change: async (one) => {
      await one.callClerk('PATCH', `/v1/users/${one.adminId}/metadata`, { public_metadata: { tier: 'pro' } });
    },
    finding: /^None of 1 users/,
  },
  {
    id: 'better-auth-secret',
    command: 'doctor',
    change: (one) => {
      for (const name of Object.keys(one.envLocal)) delete one.envLocal[name];
      Object.assign(one.envLocal, { AUTH_PROVIDERS: 'better-auth', BETTER_AUTH_SECRET: 'secret' });
    },
    finding: /must have 32 random characters/,
  },
  {
    id: 'better-auth-url',
    command: 'preflight',
    change: (one) => {
      replace('[assets]', 'AUTH_PROVIDERS = "clerk,better-auth"\n[assets]')(one);
      one.storedSecrets.add('BETTER_AUTH_SECRET');
      one.secrets.BETTER_AUTH_SECRET = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7-_xCfR';
    },
    finding: /^BETTER_AUTH_URL must be set in production/,
  },
  {
    id: 'better-auth-together',
    command: 'doctor',
    change: (one) => {
      Object.assign(one.envLocal, { AUTH_PROVIDERS: 'clerk,better-auth', RESEND_API_KEY: 'not-a-key' });
    },
    finding: /^EMAIL_FROM and RESEND_API_KEY must be set together/,
  },
  {
    id: 'better-auth-together',
    command: 'preflight',
    change: (one) => {
      replace(
        '[assets]',
        'AUTH_PROVIDERS = "clerk,better-auth"\nBETTER_AUTH_URL = "https://bloqr.example.org"\nBETTER_AUTH_GITHUB_CLIENT_ID = "Iv1.abc"\n[assets]',
      )(one);
      one.storedSecrets.add('BETTER_AUTH_SECRET');
      one.secrets.BETTER_AUTH_SECRET = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7-_xCfR';
    },
    finding: /^BETTER_AUTH_GITHUB_CLIENT_ID and BETTER_AUTH_GITHUB_CLIENT_SECRET must be set together/,
  },
  {
    id: 'variables-well-formed',
    command: 'doctor',
    change: set('BETTER_AUTH_VERIFY_EMAIL', 'yes'),
    finding: /^BETTER_AUTH_VERIFY_EMAIL must be true or false/,
  },
  {
    id: 'cpu-plan',
    command: 'preflight',
    change: (one) => {
      replace(
        '[assets]',
        'AUTH_PROVIDERS = "clerk,better-auth"\nBETTER_AUTH_URL = "https://bloqr.example.org"\n[assets]',
      )(one);
      one.storedSecrets.add('BETTER_AUTH_SECRET');
      one.secrets.BETTER_AUTH_SECRET = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7-_xCfR';
      one.plan = 'free';
    },
    finding: /60 ms to hash, and Workers Free has 10 ms/,
  },
  {
    id: 'access-both-or-neither',
    command: 'doctor',
    change: set('CF_ACCESS_TEAM_DOMAIN', 'my-team'),
    finding: /^CF_ACCESS_TEAM_DOMAIN is set, and the other one is not/,
  },
  {
    id: 'access-well-formed',
    command: 'doctor',
    change: (one) => {
      Object.assign(one.envLocal, { CF_ACCESS_TEAM_DOMAIN: 'my-team', CF_ACCESS_AUD: 'abc' });
    },
    finding: /^CF_ACCESS_AUD must be/,
  },
  {
    id: 'wrangler-toml-valid',
    command: 'doctor',
    change: replace('[vars]', '[vars'),
    finding: /^wrangler\.toml:\d+: /,
  },
  {
    id: 'wrangler-toml-no-secrets',
    command: 'doctor',
    change: replace('[assets]', `BLOQR_FREE_TOKEN = "sk_live_${'x'.repeat(30)}"\n[assets]`),
    finding: /^BLOQR_FREE_TOKEN is a secret, wrangler\.toml:10/,
  },
  {
    id: 'wrangler-toml-no-secrets',
    command: 'preflight',
    change: replace('[assets]', `# old: whsec_${'x'.repeat(32)}\n[assets]`),
    finding: /^A comment has a secret, wrangler\.toml:10/,
  },
  {
    id: 'wrangler-toml-stray-keys',
    command: 'doctor',
    change: (one) => {
      replace('compatibility_date = "2026-10-20"\n', '')(one);
      replace('[assets]', 'compatibility_date = "2026-10-20"\n[assets]')(one);
    },
    finding: /^compatibility_date has slipped below \[vars\], wrangler\.toml:9/,
  },
  {
    id: 'wrangler-toml-stray-keys',
    command: 'doctor',
    change: replace(
      '[assets]',
      '[observability]\nenabled = true\ncompatibility_flags = ["nodejs_compat"]\n[assets]',
    ),
    finding: /^compatibility_flags has slipped below \[observability\], wrangler\.toml:12/,
  },
  {
    id: 'wrangler-toml-bindings',
    command: 'doctor',
    change: replace('"RATE_WINDOWS"', '"WINDOWS"'),
    finding: /^No Durable Object is bound as RATE_WINDOWS/,
  },
  {
    id: 'wrangler-toml-ids',
    command: 'preflight',
    change: replace('0f3c1e52-7f0d-4b62-9a55-3c1c2f6f0a11', '00000000-0000-0000-0000-000000000000'),
    finding: /^database_id is a placeholder, wrangler\.toml:17/,
  },
  {
    id: 'wrangler-toml-environment',
    command: 'preflight',
    change: (one) => {
      replace('ENVIRONMENT = "production"\n', '')(one);
      one.isOffline = true;
      one.secrets.CLERK_SECRET_KEY = `sk_live_${'x'.repeat(40)}`;
    },
    finding: /^A deployment would run as local/,
  },
  {
    id: 'wrangler-signed-in',
    command: 'preflight',
    change: (one) => {
      one.isSignedIn = false;
    },
    finding: /^wrangler is not signed in/,
  },
  {
    id: 'secrets-stored',
    command: 'preflight',
    change: (one) => {
      one.storedSecrets.delete('CLERK_WEBHOOK_SECRET');
    },
    finding: /^CLERK_WEBHOOK_SECRET is no secret of the Worker/,
  },
  {
    id: 'migrations-applied',
    command: 'doctor',
    change: (one) => {
      one.database.migrations = one.database.migrations.filter((name) => !name.startsWith('0002'));
    },
    finding: /^0002_users\.sql is not applied in the local database/,
  },
  {
    id: 'migrations-applied',
    command: 'preflight',
    change: (one) => {
      one.database.migrations = ['0001_somebody_else.sql'];
    },
    finding: /^The database has other migrations \(0001_somebody_else\.sql\) and none of ours/,
  },
  {
    id: 'accounts-in-line',
    command: 'doctor',
    change: (one) => {
      one.database.clerkUsers = 3;
    },
    finding: /^Clerk has 1 users, the database 3/,
  },
  {
    id: 'administrator-exists',
    command: 'doctor',
    change: (one) => {
      one.database.admins = 0;
    },
    finding: /^Nobody who is not banned has the tier admin/,
  },
  {
    id: 'pages-fresh',
    command: 'preflight',
    change: (one) => one.write('apps/web/src/main.ts', 'changed'),
    finding: /built from other sources/,
  },
  {
    id: 'bundle-size',
    command: 'preflight',
    change: (one) => {
      one.bundleKib = 65 * 1024;
    },
    finding: /^The Worker has 65 MiB; the platform takes 64/,
  },
];

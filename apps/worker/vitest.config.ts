import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => join(import.meta.dirname, path);

// Tests do not depend on anybody's variables. wrangler would read .env.local beside wrangler.toml, and .dev.vars whatever is said.
process.env.CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV = 'false';
if (existsSync(here('../../.dev.vars')))
  throw new Error('Move .dev.vars away: the tests would run with its values. docs/configuration.md');

export default defineConfig({
  root: here('.'),
  plugins: [
    cloudflareTest(async ({ inject }) => ({
      wrangler: { configPath: here('../../wrangler.toml') },
      miniflare: {
        bindings: {
          ENVIRONMENT: 'local',
          // Tests come from one address. Those of the limiter set limits of their own.
          RATE_LIMITS: 'anonymous=1000000',
          SOURCE_HOST_ALLOWLIST: inject<string>('sourceHost'),
          SOURCE_HOST: inject<string>('sourceHost'),
          TEST_MIGRATIONS: await readD1Migrations(here('./migrations')),
        },
      },
    })),
  ],
  test: {
    name: 'worker',
    // What the Worker logs is only of interest where a test fails.
    silent: 'passed-only',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: [
      here('./test/source-server.ts'),
      here('./test/json-vectors.ts'),
      here('./test/wycheproof-vectors.ts'),
      here('./test/proof-size.ts'),
    ],
    setupFiles: [here('./test/apply-migrations.ts')],
  },
});

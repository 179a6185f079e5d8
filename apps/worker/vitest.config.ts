import { join } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => join(import.meta.dirname, path);

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
          // That of the public test vector.
          CLERK_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
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
      here('./test/proof-size.ts'),
    ],
    setupFiles: [here('./test/apply-migrations.ts')],
  },
});

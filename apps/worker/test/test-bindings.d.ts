/// <reference types="@cloudflare/vitest-plugin/types" />

declare namespace Cloudflare {
  interface Env {
    readonly DB: D1Database;
    readonly RATE_WINDOWS: DurableObjectNamespace<import('../src/index.ts').RateWindow>;
    readonly ENVIRONMENT: string;
    readonly SOURCE_HOST_ALLOWLIST: string;
    /** `host:port` of the source server. */
    readonly SOURCE_HOST: string;
    readonly CLERK_WEBHOOK_SECRET: string;
    readonly TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
  interface GlobalProps {
    readonly mainModule: typeof import('../src/index.ts');
  }
}

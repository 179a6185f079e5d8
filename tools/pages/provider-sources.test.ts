import { describe, expect, it } from 'vitest';
import { renderPageHeaders } from './page-headers.ts';
import { listProviderSources } from './provider-sources.ts';

const key = (host: string, kind = 'live') => `pk_${kind}_${btoa(`${host}$`)}`;

const policyFor = (variables: Record<string, string>): string =>
  /Content-Security-Policy: (.*)/.exec(renderPageHeaders(listProviderSources(variables)))?.[1] ?? '';

describe('the policy of the pages', () => {
  it.each([
    {},
    { AUTH_PROVIDERS: 'better-auth', CLERK_PUBLISHABLE_KEY: key('clerk.example.com') },
    { AUTH_PROVIDERS: 'clerk' },
    { CLERK_PUBLISHABLE_KEY: 'pk_live_no' },
  ])('has nothing of Clerk with %j', (variables) => {
    expect(listProviderSources(variables)).toEqual([]);
    expect(policyFor(variables)).not.toMatch(/clerk|cloudflare|sha256|default;/);
  });

  it.each([
    { CLERK_PUBLISHABLE_KEY: key('clerk.example.com') },
    { AUTH_PROVIDERS: 'better-auth, clerk', CLERK_PUBLISHABLE_KEY: key('clerk.example.com') },
    { ENVIRONMENT: 'production', CLERK_PUBLISHABLE_KEY: key('clerk.example.com') },
  ])('lets Clerk in, at the host of the key and nowhere else, with %j', (variables) => {
    const policy = policyFor(variables);
    expect(policy).toContain(
      "script-src 'self' https://clerk.example.com https://challenges.cloudflare.com;",
    );
    expect(policy).toContain("connect-src 'self' https://clerk.example.com;");
    expect(policy).toContain("img-src 'self' data: https://img.clerk.com;");
    expect(policy).toContain("worker-src 'self' blob:;");
    expect(policy).toContain('frame-src https://challenges.cloudflare.com');
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('names the proxy in place of that host, and none where the service is the proxy', () => {
    const settings = { CLERK_PUBLISHABLE_KEY: key('clerk.example.com'), CLERK_SECRET_KEY: 'sk_live_x' };
    const elsewhere = policyFor({ ...settings, CLERK_PROXY_URL: 'https://example.com/clerk/' });
    expect(elsewhere).toContain("connect-src 'self' https://example.com;");
    const here = policyFor({ ...settings, CLERK_PROXY_URL: '/__clerk' });
    expect(here).toContain("connect-src 'self';");
    for (const policy of [elsewhere, here]) expect(policy).not.toContain('clerk.example.com');
  });
});

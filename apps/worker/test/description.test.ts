import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { configResponseSchema, tiers } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { callApi, createTestApp, postCompile } from './harness.ts';

describe('GET /api/config', () => {
  it('says what there is and how much of it', async () => {
    const response = await createTestApp({ ...env, RATE_LIMITS: '' }).call('/api/config');
    expect(response.status).toBe(200);
    expect(response.headers.get('RateLimit')).toBeNull();
    const config = configResponseSchema.parse(await response.json());
    expect(config).toMatchObject({
      environment: 'local',
      tier: 'anonymous',
      limits: { requestsPerMinute: 10, sourcesMax: 5, inputBytesMax: 10_000_000 },
      auth: { providers: [] },
    });
    expect(Object.keys(config.tierLimits)).toEqual([...tiers]);
    expect(config.tierLimits.admin).toEqual({
      requestsPerMinute: null,
      sourcesMax: null,
      inputBytesMax: null,
    });
    expect(config.transformations).toContain('Deduplicate');
    expect(config.formats.map(({ name }) => name)).toContain('adblock');
  });

  it('says the limits that this deployment has', async () => {
    const { call } = createTestApp({ ...env, RATE_LIMITS: 'anonymous=7,pro=1000' });
    const config = configResponseSchema.parse(await (await call('/api/config')).json());
    expect(config.limits.requestsPerMinute).toBe(7);
    expect(config.tierLimits.pro.requestsPerMinute).toBe(1000);
  });
});

describe('GET /api/openapi.json', () => {
  // docs/openapi.json is checked by a linter in test/openapi.test.ts. Renew it with `npx vitest run --project worker description -u`.
  it('is what docs/openapi.json says', async () => {
    const response = await callApi('/api/openapi.json');
    expect(response.headers.get('Content-Type')).toBe('application/json');
    await expect(await response.text()).toMatchFileSnapshot('../../../docs/openapi.json');
  });
});

describe('GET /api/docs', () => {
  it('is a page that needs no script and no other host, under a policy that allows none', async () => {
    const response = await callApi('/api/docs');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(page.match(/<script|<link|<img|style=|(?:src|href|action)="(?![/#])|\son[a-z]+=/i)).toBeNull();
  });

  it('describes every operation, with fields and problems', async () => {
    const page = await (await callApi('/api/docs')).text();
    const document = await (await callApi('/api/openapi.json')).json<{ paths: Record<string, object> }>();
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of Object.keys(operations)) {
        expect(page).toContain(`<h2><code>${method.toUpperCase()} ${path}</code></h2>`);
      }
    }
    for (const field of ['preFetchedContent', 'maxRules', 'exclusions_sources', 'diagnosticsDropped']) {
      expect(page).toContain(`<code>${field}</code>`);
    }
    expect(page).toContain('href="/errors#rate-limited"');
  });
});

describe('the example of each body', () => {
  it('works as it stands', async () => {
    const response = await callApi('/api/openapi.json');
    const { paths } = await response.json<{ paths: Record<string, Record<string, Operation>> }>();
    let count = 0;
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { requestBody, security }] of Object.entries(operations)) {
        // Those that take nobody without a credential are tried in protected-routes.test.ts.
        const isForEverybody = security?.some((way) => Object.keys(way).length === 0) ?? true;
        if (requestBody === undefined || !isForEverybody) continue;
        const body = JSON.stringify(requestBody.content['application/json'].example);
        const answer = await callApi(path, {
          method: method.toUpperCase(),
          headers: { 'Content-Type': 'application/json' },
          body,
        });
        expect(answer.status).toBe(200);
        await answer.text();
        // The page puts it between single quotes.
        expect(body).not.toContain("'");
        count++;
      }
    }
    expect(count).toBe(3);
  });
});

/** What of an operation's description the test looks at. */
interface Operation {
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example: unknown } } };
}

describe('maxRules', () => {
  it.each([
    { maxRules: 2, status: 200 },
    { maxRules: 1, status: 422 },
  ])('$maxRules for a list of 2 rules is $status', async ({ maxRules, status }) => {
    const response = await postCompile({
      configuration: { name: 'x', sources: [{ source: 'mine' }] },
      preFetchedContent: { mine: '||a.example.org^\n||b.example.org^\n' },
      maxRules,
    });
    expect(response.status).toBe(status);
    if (status === 422) {
      expect(await response.json()).toMatchObject({
        code: 'too-many-rules',
        limit: { name: 'maxRules', max: 1, actual: 2 },
      });
    }
  });
});

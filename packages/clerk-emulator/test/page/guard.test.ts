import { describe, expect, it } from 'vitest';
import { createDashboard } from '../../src/page/dashboard.ts';
import { VirtualClock } from '../../src/webhooks/virtual-clock.ts';
import { startPage } from './start-page.ts';

const clock = new VirtualClock({ start: 1_700_000_000_000 });
const harness = await startPage(clock, async () => new Response());
const { dispatcher } = harness;
const endpoint = dispatcher.createEndpoint({ url: 'http://localhost:22103/' });
const [secret] = endpoint.secrets;

/** Every route of the page, with parameters filled in. */
const routes = createDashboard({ fetch: harness.fetch, webhooks: dispatcher, now: clock.now })
  .routes.filter(({ method }) => method !== 'ALL')
  .map(
    ({ method, path }) => [method, path.replace(':id', endpoint.id).replace(':action', 'disable')] as const,
  );

const ask = (method: string, path: string, headers: Record<string, string>, origin = 'http://localhost') =>
  harness.fetch(new Request(new URL(path, origin), { method, headers }));

describe('the page', () => {
  it('has routes', () => {
    expect(routes.length).toBeGreaterThan(15);
  });

  it.each(routes)(
    'refuses %s %s under a foreign name, from a foreign site and from a foreign origin',
    async (method, path) => {
      for (const [headers, origin] of [
        [{ host: 'attacker.example' }, 'http://attacker.example'],
        [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, undefined],
        [{ origin: 'http://attacker.example' }, undefined],
      ] as const) {
        const response = await ask(method, path, headers, origin);
        expect([response.status, await response.text()]).toEqual([
          403,
          expect.not.stringContaining('whsec_'),
        ]);
      }
      expect(dispatcher.endpoints).toEqual([endpoint]);
    },
  );

  it.each(routes.filter(([method]) => method === 'GET'))(
    'allows %s %s nothing from elsewhere, and no frame',
    async (method, path) => {
      const response = await ask(method, path, {});
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('has neither styles nor scripts in its pages', async () => {
    for (const [, path] of routes.filter(([method]) => method === 'GET')) {
      const text = await (await ask('GET', path, {})).text();
      expect(text).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=|javascript:/);
    }
  });

  it.each([
    ['/webhooks/ep_gone', 404],
    ['/webhooks/messages/msg_gone', 404],
    ['/users/user_gone', 404],
    ['/nothing', 404],
    ['/users?offset=x', 200],
  ])('answers %s by %i', async (path, status) => {
    expect((await ask('GET', path, {})).status).toBe(status);
  });

  it.each([
    ['/webhooks/ep_gone/disable', 404],
    ['/webhooks/ep_gone/delete', 404],
    [`/webhooks/${endpoint.id}/nothing`, 404],
    [`/webhooks/${endpoint.id}/toString`, 404],
    [`/webhooks/${endpoint.id}/test`, 422],
    [`/webhooks/${endpoint.id}/save`, 422],
    ['/webhooks/messages/msg_gone/resend', 404],
    ['/users/user_gone/ban', 404],
    ['/users/user_gone/metadata', 404],
    ['/jwt-templates/jtmp_gone/delete', 422],
    ['/jwt-templates', 422],
    ['/webhooks', 422],
  ])('answers an empty form for %s by %i and changes nothing', async (path, status) => {
    const response = await ask('POST', path, { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.status).toBe(status);
    expect(dispatcher.endpoints).toEqual([endpoint]);
  });

  it('shows the signing secret to whoever asks from this machine', async () => {
    const text = await (await ask('GET', `/webhooks/${endpoint.id}`, {})).text();
    expect(text).toContain(secret?.secret);
  });
});

describe('/emulator/webhooks', () => {
  it.each(['endpoints', 'messages', 'attempts', 'faults'])(
    'refuses %s under a foreign name',
    async (path) => {
      const response = await ask('GET', `/emulator/webhooks/${path}`, {}, 'http://attacker.example');
      expect(response.status).toBe(403);
      expect((await ask('GET', `/emulator/webhooks/${path}`, {})).status).toBe(200);
    },
  );
});

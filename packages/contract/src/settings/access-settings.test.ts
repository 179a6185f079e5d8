import { describe, expect, it } from 'vitest';
import { type AccessBindings, parseAccessSettings } from './access-settings.ts';
import type { Environment } from './environment.ts';

const CF_ACCESS_AUD = '32eafc7626e974616deaf0dc3ce63d7bcbed58a2731e84d06bc3cdf1b53c4228';
const issuer = 'https://my-team.cloudflareaccess.com';
const on = {
  kind: 'on',
  issuer,
  audience: CF_ACCESS_AUD,
  keySetUrl: `${issuer}/cdn-cgi/access/certs`,
};
const bothOrNeither = 'CF_ACCESS_TEAM_DOMAIN and CF_ACCESS_AUD must both be set, or neither.';

describe('the settings of Cloudflare Access', () => {
  it.each<{ name: string; bindings: AccessBindings }>([
    { name: 'nothing', bindings: {} },
    { name: 'empty values', bindings: { CF_ACCESS_TEAM_DOMAIN: '', CF_ACCESS_AUD: ' ' } },
  ])('are off with $name', ({ bindings }) => {
    expect(parseAccessSettings(bindings, 'production')).toEqual({ settings: { kind: 'off' }, faults: [] });
  });

  it.each(['my-team', 'my-team.cloudflareaccess.com', issuer, ` ${issuer}\n`])(
    'are on with the team %j, the same in each form',
    (CF_ACCESS_TEAM_DOMAIN) => {
      for (const environment of ['local', 'preview', 'production'] as const) {
        const parsed = parseAccessSettings({ CF_ACCESS_TEAM_DOMAIN, CF_ACCESS_AUD }, environment);
        expect(parsed).toEqual({ settings: on, faults: [] });
      }
    },
  );

  it.each<{ name: string; bindings: AccessBindings }>([
    { name: 'a team and no application', bindings: { CF_ACCESS_TEAM_DOMAIN: 'my-team' } },
    { name: 'an application and no team', bindings: { CF_ACCESS_AUD } },
    { name: 'a blank for a team', bindings: { CF_ACCESS_TEAM_DOMAIN: ' ', CF_ACCESS_AUD } },
    {
      name: 'nothing for an application',
      bindings: { CF_ACCESS_TEAM_DOMAIN: 'my-team', CF_ACCESS_AUD: '' },
    },
  ])('let nobody through with $name', ({ bindings }) => {
    for (const environment of ['local', 'preview', 'production'] as const) {
      const parsed = parseAccessSettings(bindings, environment);
      expect(parsed).toEqual({ settings: { kind: 'closed' }, faults: [bothOrNeither] });
    }
  });

  it.each([
    'https://my-team',
    'https://my-team.cloudflareaccess.com/',
    'https://my-team.cloudflareaccess.com/cdn-cgi/access/certs',
    'https://my-team.cloudflareaccess.com:443',
    'https://my-team.cloudflareaccess.com.',
    'https://user@my-team.cloudflareaccess.com',
    'https://my-team.cloudflareaccess.com?',
    'https://my-team.cloudflareaccess.com#',
    'HTTPS://my-team.cloudflareaccess.com',
    'https://My-Team.cloudflareaccess.com',
    'My-Team',
    'http://my-team.cloudflareaccess.com',
    '//my-team.cloudflareaccess.com',
    'a.my-team.cloudflareaccess.com',
    '.cloudflareaccess.com',
    'cloudflareaccess.com',
    'https://',
    'https://cloudflareaccess.com',
    'my-team.cloudflareaccess.com.evil.example',
    'evil.example/.cloudflareaccess.com',
    'https://evil.example#.cloudflareaccess.com',
    'my-team.example.com',
    'my_team',
    '-team',
    'team-',
    'my team',
    'müller',
    'x'.repeat(64),
    'my-team,other-team',
    'file:///my-team',
  ])('take no team called %s', (CF_ACCESS_TEAM_DOMAIN) => {
    const { settings, faults } = parseAccessSettings({ CF_ACCESS_TEAM_DOMAIN, CF_ACCESS_AUD }, 'local');
    expect(settings).toEqual({ kind: 'closed' });
    expect(faults).toEqual([expect.stringMatching(/^CF_ACCESS_TEAM_DOMAIN must be the name of a team or /)]);
  });

  it.each([
    'bloqr',
    CF_ACCESS_AUD.slice(1),
    `${CF_ACCESS_AUD}0`,
    CF_ACCESS_AUD.toUpperCase(),
    `${CF_ACCESS_AUD},${CF_ACCESS_AUD}`,
    CF_ACCESS_AUD.replace('3', 'g'),
    `"${CF_ACCESS_AUD}"`,
  ])('take no application tagged %s', (tag) => {
    const bindings = { CF_ACCESS_TEAM_DOMAIN: 'my-team', CF_ACCESS_AUD: tag };
    expect(parseAccessSettings(bindings, 'local')).toEqual({
      settings: { kind: 'closed' },
      faults: ['CF_ACCESS_AUD must be the Application Audience (AUD) Tag, 64 hexadecimal digits.'],
    });
  });

  it('say both things that are wrong', () => {
    const bindings = { CF_ACCESS_TEAM_DOMAIN: 'my team', CF_ACCESS_AUD: 'bloqr' };
    expect(parseAccessSettings(bindings, 'local').faults).toHaveLength(2);
  });

  it.each<{ domain: string; environment: Environment; isTaken: boolean }>([
    { domain: 'http://127.0.0.1:8791', environment: 'local', isTaken: true },
    { domain: 'http://localhost:8791', environment: 'preview', isTaken: true },
    { domain: 'http://[::1]:8791', environment: 'local', isTaken: true },
    { domain: 'http://access.localhost', environment: 'local', isTaken: true },
    { domain: 'http://127.0.0.1:8791', environment: 'production', isTaken: false },
    { domain: 'http://localhost', environment: 'production', isTaken: false },
    { domain: 'https://localhost:8791', environment: 'local', isTaken: false },
    { domain: 'http://localhost:8791/', environment: 'local', isTaken: false },
    { domain: 'http://localhost:80', environment: 'local', isTaken: false },
    { domain: 'http://LOCALHOST:8791', environment: 'local', isTaken: false },
    { domain: 'http://2130706433:8791', environment: 'local', isTaken: false },
    { domain: 'http://192.168.0.1:8791', environment: 'local', isTaken: false },
    { domain: 'http://localhost.evil.example', environment: 'local', isTaken: false },
    { domain: 'http://user@localhost:8791', environment: 'local', isTaken: false },
    { domain: 'localhost:8791', environment: 'local', isTaken: false },
  ])('take a stand-in at $domain in $environment: $isTaken', ({ domain, environment, isTaken }) => {
    const { settings, faults } = parseAccessSettings(
      { CF_ACCESS_TEAM_DOMAIN: domain, CF_ACCESS_AUD },
      environment,
    );
    expect(settings.kind).toBe(isTaken ? 'on' : 'closed');
    expect(faults).toHaveLength(isTaken ? 0 : 1);
    if (settings.kind === 'on') expect(settings.keySetUrl).toBe(`${domain}/cdn-cgi/access/certs`);
  });
});

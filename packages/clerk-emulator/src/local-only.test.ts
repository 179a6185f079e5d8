import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { localOnly } from './local-only.ts';

const app = new Hono().use(localOnly()).all('*', (c) => c.text('secrets'));

const own = 'http://localhost:22100';
const navigation = { 'sec-fetch-mode': 'navigate' };

type Case = readonly [name: string, method: string, url: string, headers: Readonly<Record<string, string>>];

const allowed: readonly Case[] = [
  ['a command line', 'GET', own, { host: 'localhost:22100' }],
  ['a command line that changes', 'POST', own, { host: 'localhost:22100' }],
  ['a call within the process', 'POST', own, {}],
  [
    'the address typed by hand',
    'GET',
    own,
    { host: 'localhost:22100', 'sec-fetch-site': 'none', ...navigation },
  ],
  ['the address 127.0.0.1', 'GET', 'http://127.0.0.1:22100/', { host: '127.0.0.1:22100' }],
  ['the address [::1]', 'GET', 'http://[::1]:22100/', { host: '[::1]:22100' }],
  [
    'a form of the page',
    'POST',
    own,
    { host: 'localhost:22100', origin: own, 'sec-fetch-site': 'same-origin' },
  ],
  [
    'a link from another port',
    'GET',
    own,
    { host: 'localhost:22100', 'sec-fetch-site': 'same-site', ...navigation },
  ],
];

const refused: readonly Case[] = [
  ['a name that was rebound', 'GET', 'http://attacker.example:22100/', { host: 'attacker.example:22100' }],
  ['a rebound name in Host alone', 'GET', own, { host: 'attacker.example:22100' }],
  ['a name that begins like ours', 'GET', own, { host: 'localhost.attacker.example' }],
  ['a name that holds 127.0.0.1', 'GET', own, { host: '127.0.0.1.nip.io' }],
  ['an unreadable Host', 'GET', own, { host: 'a b' }],
  ['a link from another site', 'GET', own, { 'sec-fetch-site': 'cross-site', ...navigation }],
  ['an image of another site', 'GET', own, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  [
    'a form of another site',
    'POST',
    own,
    { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' },
  ],
  ['a form of another site in an old browser', 'POST', own, { origin: 'https://attacker.example' }],
  ['a form of another port', 'POST', own, { origin: 'http://localhost:4200', 'sec-fetch-site': 'same-site' }],
  ['a script of another port', 'GET', own, { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ['a sandboxed frame', 'POST', own, { origin: 'null' }],
];

describe('a route for this machine only', () => {
  it.each(allowed)('answers %s', async (_, method, url, headers) => {
    const response = await app.fetch(new Request(url, { method, headers }));
    expect([response.status, await response.text()]).toEqual([200, 'secrets']);
  });

  it.each(refused)('refuses %s', async (_, method, url, headers) => {
    const response = await app.fetch(new Request(url, { method, headers }));
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('secrets');
  });

  it('answers under a name that was allowed, and under no other', async () => {
    const named = new Hono().use(localOnly(['clerk.test'])).all('*', (c) => c.text('secrets'));
    expect((await named.request('http://clerk.test/')).status).toBe(200);
    expect((await named.request('http://localhost/')).status).toBe(200);
    expect((await named.request('http://a.clerk.test/')).status).toBe(403);
  });
});

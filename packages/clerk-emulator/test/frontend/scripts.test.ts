import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInstalledScripts } from '../../../../tools/clerk/installed-scripts.ts';
import { startForBrowsers } from './browse.ts';

const scripts = createInstalledScripts(join(import.meta.dirname, '..', '..', '..', '..'));
const version = await scripts.readVersion('clerk-js');
const uiVersion = await scripts.readVersion('ui');

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  const { emulator } = await startForBrowsers({ scripts });
  return emulator.app.request(`http://localhost:8790${path}`, { headers });
}

describe("Clerk's scripts", () => {
  it.each([
    `/npm/@clerk/clerk-js@${version}/dist/clerk.browser.js`,
    '/npm/@clerk/clerk-js@6/dist/clerk.browser.js',
    '/npm/@clerk/clerk-js@latest/dist/clerk.browser.js',
    '/npm/@clerk/clerk-js/dist/clerk.browser.js',
    '/__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js',
    '/npm/@clerk/ui@1/dist/ui.browser.js',
    `/__clerk/npm/@clerk/ui@${uiVersion}/dist/ui.browser.js`,
  ])('are served as %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it('ask for icons on this machine', async () => {
    const path = '/npm/@clerk/ui@1/dist/ui.browser.js';
    const headers = { 'Clerk-Proxy-Url': 'http://localhost:8787/__clerk' };
    const texts = await Promise.all(
      [get(path), get(path, headers)].map(async (answer) => (await answer).text()),
    );
    expect(texts[0]).not.toContain('https://img.clerk.com/static/');
    const { emulator } = await startForBrowsers();
    const icon = await emulator.app.request('http://localhost:8790/images/static/google.svg');
    expect([icon.status, icon.headers.get('Content-Type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  });

  it.each([
    ['another version', '/npm/@clerk/clerk-js@5/dist/clerk.browser.js', /is installed as 6\./],
    ['a version that is not installed', '/npm/@clerk/clerk-js@6.0.0/dist/clerk.browser.js', /not 6\.0\.0/],
    ['another package', '/npm/@clerk/backend@3/dist/index.js', /There is no/],
    ['a file that is not there', '/npm/@clerk/ui@1/dist/none.js', /has no dist\/none\.js/],
    ['a file that is no script', '/npm/@clerk/ui@1/dist/index.d.ts', /has no/],
    ['a path out of the package', '/npm/@clerk/ui@1/dist/..%2Fpackage.json', /has no/],
  ])('are not %s', async (_, path, text) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(text);
  });

  it('are nowhere in an emulator that was made without', async () => {
    const { emulator } = await startForBrowsers();
    const response = await emulator.app.request('http://localhost/npm/@clerk/ui@1/dist/ui.browser.js');
    expect([response.status, await response.text()]).toEqual([
      404,
      'This emulator was made without scripts.\n',
    ]);
  });
});

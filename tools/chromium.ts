import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Keeps the browser from anything of its own on the network. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser of the tests. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args });
}

/**
 * The path of a Chromium: `CHROME_BIN`, or one in a usual place. Where none is, and this is Debian and we may, it is
 * installed.
 *
 * @throws Error that says how to get one
 */
export function findChromium(named = process.env.CHROME_BIN): string {
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_BIN is ${named}, where there is no program.`);
  }
  const found = usualPlaces.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) return install();
  throw new Error(
    'The browser tests need Chromium: install it (Debian and Ubuntu: apt-get install chromium), or say where it is with CHROME_BIN.',
  );
}

function install(): string {
  const run = (...command: readonly string[]): boolean =>
    spawnSync('apt-get', command, { stdio: ['ignore', 2, 2] }).status === 0;
  process.stderr.write('Installing Chromium for the browser tests (apt-get) …\n');
  const isInstalled =
    run('update', '-qq') && run('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  const found = usualPlaces.find((path) => existsSync(path));
  if (isInstalled && found !== undefined) return found;
  throw new Error(
    'apt-get could not install Chromium; install it yourself, or say where one is with CHROME_BIN.',
  );
}

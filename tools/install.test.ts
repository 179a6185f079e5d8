import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** Stands in for npm: notes how it was called and installs a "Node". */
const fakeNpm = `
  const fs = require('node:fs');
  fs.appendFileSync('npm-calls.txt', process.argv.slice(2).join(' ') + '\\n');
  if (fs.existsSync('npm-fails')) { console.error('no network'); process.exit(1); }
  const folder = 'node_modules/node-' + process.platform + '-' + process.arch + '/bin';
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(folder + '/node', '');
  console.log('added 1 package');`;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bloqr-install-'));
  for (const path of ['tools/install.mjs', 'packages/cli/bin/pinned-node.js']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(import.meta.dirname, '..', path), join(folder, path));
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  mkdirSync(join(folder, 'npm'));
  writeFileSync(join(folder, 'npm/package.json'), '{}');
  writeFileSync(join(folder, 'npm/npm-cli.js'), fakeNpm);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function install() {
  const npm = { npm_execpath: join(folder, 'npm/npm-cli.js'), npm_node_execpath: process.execPath };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/install.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...npm },
  });
  return { status, stdout, stderr };
}

function countNpmCalls(): number {
  const file = join(folder, 'npm-calls.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0;
}

it('installs once, with everything, and keeps standard output clean', () => {
  expect(install()).toMatchObject({
    status: 0,
    stdout: '',
    stderr: expect.stringContaining('added 1 package'),
  });
  expect(readFileSync(join(folder, 'npm-calls.txt'), 'utf8')).toBe(
    'ci --loglevel=error --include=dev --include=optional\n',
  );
  expect(install()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(countNpmCalls()).toBe(1);
});

it('installs again when the lock file has changed', () => {
  install();
  writeFileSync(join(folder, 'package-lock.json'), '{ }');
  install();
  expect(countNpmCalls()).toBe(2);
});

it('installs again after an install that failed, and says which', () => {
  writeFileSync(join(folder, 'npm-fails'), '');
  expect(install()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/no network\nnpm ci failed; its message is above\./),
  });
  rmSync(join(folder, 'npm-fails'));
  expect(install().status).toBe(0);
  expect(countNpmCalls()).toBe(2);
});

it.skipIf(process.platform === 'win32')('puts Node on the path, and again where it was removed', () => {
  const link = join(folder, 'node_modules/.bin/node');
  const target = `../node-${process.platform}-${process.arch}/bin/node`;
  install();
  expect(readlinkSync(link)).toBe(target);
  rmSync(link);
  install();
  expect(readlinkSync(link)).toBe(target);
});

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStartSettings } from './settings.ts';
import { root } from './wrangler.ts';

const isDirenvHere = spawnSync('direnv', ['version']).status === 0;
const envLocal = `CLERK_SECRET_KEY='a$HOME#b'
CLERK_WEBHOOK_SECRET=whsec_abc+/=,whsec_def
RATE_LIMITS="free=1" # a remark
ALLOWED_ORIGINS=
`;

// Skipped where direnv is not installed; `npm start` does not need it.
describe.runIf(isDirenvHere)('.envrc', () => {
  let folder: string;
  let shell: Record<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bloqr-envrc-'));
    shell = { PATH: process.env.PATH ?? '', HOME: folder };
    copyFileSync(join(root, '.envrc'), join(folder, '.envrc'));
    writeFileSync(join(folder, '.env.local'), envLocal);
    execFileSync('direnv', ['allow', folder], { env: shell });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the shell what npm start reads without it', () => {
    const program = 'console.log(JSON.stringify(process.env))';
    const output = execFileSync('direnv', ['exec', folder, process.execPath, '-e', program], {
      env: shell,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const loaded: Record<string, string> = JSON.parse(output.toString());
    const without = readStartSettings(envLocal, shell);
    expect(loaded.CLERK_SECRET_KEY).toBe('a$HOME#b');
    expect(readStartSettings('', { ...loaded, PATH: shell.PATH })).toEqual(without);
    expect(readStartSettings(envLocal, { ...loaded, PATH: shell.PATH })).toEqual(without);
  });
});

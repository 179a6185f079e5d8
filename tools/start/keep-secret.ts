import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'better-auth-secret';
const secretBytes = 33;

/** The secret with which Better Auth signs on this machine: the one in the folder, made there when there is none. */
export function keepSecret(folder: string): string {
  const file = join(folder, fileName);
  mkdirSync(folder, { recursive: true });
  try {
    // Fails where the file is there already; nobody else may read it.
    writeFileSync(file, `${randomBytes(secretBytes).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

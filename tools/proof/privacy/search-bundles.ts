import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '../../build-pages.ts';
import { root, startWrangler, waitForEnd } from '../../start/wrangler.ts';

/** Values that whoever builds may have in the environment, and that no file may carry. */
const planted: Readonly<Record<string, string>> = {
  CLERK_SECRET_KEY: 'sk_live_canary0secret0of0the0one0who0builds',
  CLERK_WEBHOOK_SECRET: 'whsec_Y2FuYXJ5IHNlY3JldCBvZiB3ZWJob29rcw',
  CLOUDFLARE_API_TOKEN: 'canary-cloudflare-token-of-the-one-who-builds',
  BLOQR_API_KEY: `blq_${'c4n4ry'.repeat(8)}0`,
};

/** What secrets look like, whoever's they are. */
const secretForms: Readonly<Record<string, RegExp>> = {
  'a secret key of Clerk': /sk_(?:test|live)_[A-Za-z0-9]{20,}/,
  'a signing secret': /whsec_[A-Za-z0-9+/=]{24,}/,
  'a private key': /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{16}/,
  'a private JWK': /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/,
  'an API key': /blq_[0-9A-Za-z]{40,}/,
};

export interface BundleSearch {
  readonly files: number;
  readonly bytes: number;
  /** A sentence each. */
  readonly hits: readonly string[];
}

/**
 * Builds what is deployed, Worker and pages, with secrets in the environment, and looks for them and for anything that looks
 * like one.
 *
 * @throws Error where it cannot be built
 */
export async function searchBundles(): Promise<BundleSearch> {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-bundle-'));
  try {
    for (const [name, value] of Object.entries(planted)) process.env[name] = value;
    if (!buildPages()) throw new Error('the pages cannot be built');
    await buildWorker(folder);
    return search([folder, join(root, 'apps/web/dist/pages')]);
  } finally {
    for (const name of Object.keys(planted)) delete process.env[name];
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildWorker(folder: string): Promise<void> {
  const environment = { ...planted, PATH: process.env.PATH ?? '', WRANGLER_SEND_METRICS: 'false' };
  const wrangler = startWrangler(['deploy', '--dry-run', '--outdir', folder], environment);
  const said: Buffer[] = [];
  for (const stream of [wrangler.stdout, wrangler.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk));
  if ((await waitForEnd(wrangler)) !== 0) throw new Error(Buffer.concat(said).toString());
}

/** Looks into every file below some folders. */
export function search(folders: readonly string[]): BundleSearch {
  const hits: string[] = [];
  let [files, bytes] = [0, 0];
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (!statSync(path).isFile()) continue;
      const text = readFileSync(path, 'latin1');
      files++;
      bytes += text.length;
      for (const [variable, value] of Object.entries(planted))
        if (text.includes(value)) hits.push(`${variable} in ${name}`);
      for (const [form, pattern] of Object.entries(secretForms)) {
        if (pattern.test(text)) hits.push(`${form} in ${name}`);
      }
    }
  }
  return { files, bytes, hits };
}

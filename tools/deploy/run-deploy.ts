import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { listBuildFlags } from '../../packages/cli/src/build/left-out.ts';
import { readDeployment } from '../../packages/cli/src/provision/read-deployment.ts';
import { buildPages } from '../build-pages.ts';
import { listProviderSources } from '../pages/provider-sources.ts';
import { type CommandRun, type DeployParts, deploy } from './deploy.ts';
import { type DeployOptions, readDeployOptions, usage } from './deploy-options.ts';

const root = join(import.meta.dirname, '..', '..');
const wranglerProgram = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

/** `npm run wrangler:deploy`; resolves with the exit code. */
export async function runDeploy(args: readonly string[]): Promise<number> {
  let options: DeployOptions | 'help';
  try {
    options = readDeployOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-deploy-'));
  try {
    return await deploy(options, await createParts(options, join(folder, 'wrangler.jsonl')));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param outputFile where wrangler writes for programs what it did */
async function createParts({ environment }: DeployOptions, outputFile: string): Promise<DeployParts> {
  const { resources, variables } = await readDeployment(join(root, 'wrangler.toml'), environment);
  return {
    // The pages; wrangler bundles the Worker itself.
    build: async () => buildWithPolicy(variables),
    buildFlags: listBuildFlags(variables),
    databases: resources.filter(({ kind }) => kind === 'd1').map(({ name }) => name),
    bloqr: async (args) => (await run(['packages/cli/bin/bloqr.js', ...args], 'shown')).isGood,
    wrangler: (args, how) =>
      run([process.env.BLOQR_WRANGLER || wranglerProgram, ...args], how, {
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_OUTPUT_FILE_PATH: outputFile,
        // What is to be confirmed was confirmed here.
        CI: '1',
      }),
    readTargets: () => readTargets(outputFile),
    ask: process.stdin.isTTY ? ask : undefined,
    print: (text) => process.stdout.write(`${text}\n`),
  };
}

/** A secret is not known here, so that a publishable key among them leaves the pages without Clerk. */
function buildWithPolicy(variables: Readonly<Record<string, string>>): boolean {
  const sources = listProviderSources(variables);
  const { AUTH_PROVIDERS = 'clerk' } = variables;
  if (sources.length === 0 && AUTH_PROVIDERS.includes('clerk'))
    process.stdout.write(
      '[vars] has no CLERK_PUBLISHABLE_KEY: the policy of the pages keeps Clerk out. Where Clerk signs people in, put it there.\n',
    );
  return buildPages(sources);
}

function run(
  args: readonly string[],
  how: 'shown' | 'read',
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandRun> {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', how === 'shown' ? 'inherit' : 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ isGood: code === 0, output }));
  });
}

/** https://developers.cloudflare.com/workers/wrangler/system-environment-variables/, WRANGLER_OUTPUT_FILE_PATH */
function readTargets(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const entries = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return entries.flatMap((line) => {
    const { type, targets }: { readonly type?: string; readonly targets?: readonly string[] } =
      JSON.parse(line);
    return type === 'deploy' ? (targets ?? []) : [];
  });
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

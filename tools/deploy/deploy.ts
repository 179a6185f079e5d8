import { describeSize, findExcess, readBundleSize } from '../../packages/cli/src/build/bundle-size.ts';
import type { DeployOptions } from './deploy-options.ts';

/** What a command came to. */
export interface CommandRun {
  readonly isGood: boolean;
  /** What it printed on standard output; empty where that went to the terminal. */
  readonly output: string;
}

/** Everything that a deployment does to the world. */
export interface DeployParts {
  readonly build: () => Promise<boolean>;
  /** The databases that the environment binds. */
  readonly databases: readonly string[];
  /** Runs `bloqr` before the eyes of whoever deploys. */
  readonly bloqr: (args: readonly string[]) => Promise<boolean>;
  /** What the Worker is bundled with besides. */
  readonly buildFlags: readonly string[];
  /** Runs wrangler; shown, its output goes to the terminal, and nobody else sees it. */
  readonly wrangler: (args: readonly string[], how: 'shown' | 'read') => Promise<CommandRun>;
  /** Where wrangler says that the Worker can be reached, after it has deployed. */
  readonly readTargets: () => readonly string[];
  /** Undefined where nobody is there to be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  readonly print: (text: string) => void;
}

/** A sentence that says why it stops, and what to do; the deployment is not gone on with. */
class Stop extends Error {
  override readonly name = 'Stop';
}

/**
 * Builds, looks, migrates, deploys and looks again. The first thing that fails ends it, with how to go back.
 *
 * @returns the exit code: 0 where all is well
 */
export async function deploy(options: DeployOptions, parts: DeployParts): Promise<number> {
  try {
    await (options.isDryRun ? rehearse(options, parts) : carryOut(options, parts));
    return 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    parts.print(`\nStopped: ${error.message}`);
    return 1;
  }
}

/** Everything that can be done without an account. */
async function rehearse(options: DeployOptions, parts: DeployParts): Promise<void> {
  await build(1, 3, parts);
  await preflight(2, 3, options, parts);
  heading(3, 3, 'wrangler deploy --dry-run', parts);
  const { isGood, output } = await parts.wrangler(
    ['deploy', '--dry-run', ...environmentFlags(options), ...parts.buildFlags],
    'read',
  );
  if (!isGood) throw new Stop('wrangler cannot bundle the Worker. Nothing was deployed.');
  const size = readBundleSize(output);
  const excess = size === undefined ? 'wrangler does not say how large the Worker is.' : findExcess(size);
  if (excess !== undefined) throw new Stop(`${excess} Nothing was deployed.`);
  if (size !== undefined) parts.print(`The Worker: ${describeSize(size)}.`);
  parts.print('\nA dry run: nothing was deployed, no database was looked at, and nothing was verified.');
}

async function carryOut(options: DeployOptions, parts: DeployParts): Promise<void> {
  await build(1, 6, parts);
  await preflight(2, 6, options, parts);
  // Everything that can be known before a change is known before it.
  await preflight(3, 6, options, parts, ['--remote', '--before-migrations']);
  heading(4, 6, 'migrations of the database', parts);
  const bookmarks: string[] = [];
  for (const database of parts.databases) bookmarks.push(...(await migrate(database, options, parts)));
  heading(5, 6, 'wrangler deploy', parts);
  const { isGood } = await parts.wrangler(
    ['deploy', ...environmentFlags(options), ...parts.buildFlags],
    'shown',
  );
  if (!isGood)
    throw new Stop(['wrangler could not deploy: the former version goes on.', ...bookmarks].join('\n'));
  await verify(options, parts, bookmarks);
}

async function build(step: number, steps: number, parts: DeployParts): Promise<void> {
  heading(step, steps, 'build', parts);
  if (!(await parts.build()))
    throw new Stop('it cannot be built; the reason is above. Nothing was deployed.');
}

async function preflight(
  step: number,
  steps: number,
  { environment, secretsFile }: DeployOptions,
  parts: DeployParts,
  flags: readonly string[] = [],
): Promise<void> {
  const args = ['preflight', ...flags, ...deploymentFlags({ environment, secretsFile })];
  heading(step, steps, `bloqr ${args.join(' ')}`, parts);
  if (await parts.bloqr(args)) return;
  throw new Stop(`the preflight found something. Nothing was changed, nothing was deployed. Mend it, look again with
  npx bloqr ${args.join(' ')}
and run this again.`);
}

/** For `bloqr`, which takes the top level where none is named. */
function deploymentFlags({
  environment,
  secretsFile,
}: Pick<DeployOptions, 'environment' | 'secretsFile'>): readonly string[] {
  return [
    ...(environment === undefined ? [] : ['--env', environment]),
    ...(secretsFile === undefined ? [] : ['--secrets-file', secretsFile]),
  ];
}

/** Shows what is pending, asks, and applies it. Answers how to go back. */
async function migrate(
  database: string,
  options: DeployOptions,
  parts: DeployParts,
): Promise<readonly string[]> {
  const flags = ['--remote', ...environmentFlags(options)];
  const pending = await listPending(database, flags, parts);
  if (pending === undefined)
    throw new Stop(
      `${database} cannot be asked for its migrations. Nothing was deployed. Is there one? npx bloqr provision`,
    );
  if (pending.length === 0) {
    parts.print(`${database} has all migrations.`);
    return [];
  }
  parts.print(`${database} lacks:\n${pending.map((name) => `  ${name}\n`).join('')}`);
  if (!(await isConfirmed(options, parts, `Apply ${pending.length} to ${database}?`)))
    throw new Stop('the migrations were not confirmed. Nothing was changed.');
  const back = await describeWayBack(database, options, parts);
  // It prints the table of all migrations anew after each: that is for eyes only where something fails.
  const applied = await parts.wrangler(['d1', 'migrations', 'apply', database, ...flags], 'read');
  if (!applied.isGood) parts.print(applied.output.trim());
  const left = applied.isGood ? await listPending(database, flags, parts) : pending;
  if (left === undefined || left.length > 0)
    throw new Stop(
      ['a migration failed. The former version goes on, with those before the failing one.', ...back].join(
        '\n',
      ),
    );
  parts.print(`${database} has all migrations now.`);
  return back;
}

/** The migrations that are to be applied; undefined where the database cannot be asked, for which wrangler has said why. */
async function listPending(
  database: string,
  flags: readonly string[],
  { wrangler, print }: DeployParts,
): Promise<readonly string[] | undefined> {
  const { isGood, output } = await wrangler(['d1', 'migrations', 'list', database, ...flags], 'read');
  if (isGood) return readPending(output);
  print(output.trim());
  return undefined;
}

/** What is to be applied, from the table that wrangler prints. */
function readPending(output: string): string[] {
  return [...output.matchAll(/│\s*(\S+\.sql)\s*│/g)].map(([, name]) => name ?? '');
}

async function isConfirmed(
  { isYes }: DeployOptions,
  { ask }: DeployParts,
  question: string,
): Promise<boolean> {
  if (isYes) return true;
  if (ask === undefined)
    throw new Stop('nobody is there to confirm the migrations: --yes does. Nothing was changed.');
  return ask(question);
}

/** The state of the database before it is changed (https://developers.cloudflare.com/d1/reference/time-travel/). */
async function describeWayBack(
  database: string,
  options: DeployOptions,
  parts: DeployParts,
): Promise<readonly string[]> {
  const flags = environmentFlags(options);
  const { isGood, output } = await parts.wrangler(
    ['d1', 'time-travel', 'info', database, '--json', ...flags],
    'read',
  );
  const bookmark = isGood ? /"bookmark":\s*"([0-9a-f-]+)"/.exec(output)?.[1] : undefined;
  if (bookmark === undefined)
    throw new Stop(`${database} has no bookmark to go back to. Nothing was changed.`);
  return [
    `${database} goes back to its state before the migrations, losing what was written since, with
  npx wrangler d1 time-travel restore ${database} --bookmark=${bookmark}${describeFlags(options)}`,
  ];
}

async function verify(
  options: DeployOptions,
  parts: DeployParts,
  bookmarks: readonly string[],
): Promise<void> {
  heading(6, 6, 'bloqr verify', parts);
  const address = options.url ?? parts.readTargets().find((target) => target.startsWith('https://'));
  if (address === undefined)
    throw new Stop(`it is deployed, and not verified: wrangler names no address of it. Verify it with
  npx bloqr verify <address>`);
  if (await parts.bloqr(['verify', address, '--remote', ...deploymentFlags(options)])) {
    parts.print(`\nDeployed and verified: ${address}`);
    return;
  }
  throw new Stop(
    [
      `the new version is live at ${address}, and is not as it should be. The former one comes back with
  npx wrangler rollback${describeFlags(options)}`,
      ...bookmarks,
      'docs/runbooks/rollback.md says what to think of first.',
    ].join('\n'),
  );
}

function heading(step: number, steps: number, title: string, { print }: DeployParts): void {
  print(`\n[${step}/${steps}] ${title}`);
}

/** Said also for the top level: wrangler would warn of the environments beside it. */
function environmentFlags({ environment }: DeployOptions): readonly string[] {
  return ['--env', environment ?? ''];
}

function describeFlags({ environment }: DeployOptions): string {
  return environment === undefined ? '' : ` --env ${environment}`;
}

import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { CommandError } from '../command-error.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions } from '../command-line/parse-options.ts';
import { readText } from '../io/read-text.ts';
import { createRunWrangler, describeFailure, type RunWrangler } from '../io/run-wrangler.ts';
import { say, writeResult } from '../io/standard-streams.ts';
import type { Deployment } from './deployment.ts';
import { type Account, type ProvisionStep, planProvision } from './plan.ts';
import { provisionCommand } from './provision-command.ts';
import { readAccount } from './read-account.ts';
import { invalidConfig, readDeployment } from './read-deployment.ts';
import { resourceKinds } from './resource-kinds.ts';
import { writeId } from './write-id.ts';

/**
 * Runs `bloqr provision`.
 *
 * @throws CommandError with reason `configuration` where wrangler.toml cannot be used, `service` where Cloudflare cannot be
 * asked or refuses, and `findings` where something is left to be done by hand
 */
export async function runProvision(args: readonly string[]): Promise<void> {
  const options = parseOptions(provisionCommand, args);
  if (options.has('help')) return writeResult(formatHelp(provisionCommand));
  const file = findConfig(options.last('config'));
  const environment = options.last('env');
  const deployment = await readDeployment(file, environment);
  const environmentFlags = ['--env', environment ?? ''];
  const given = readSecrets(options.last('secrets-file'));
  const run = createRunWrangler(dirname(file), process.env);
  const state = await readAccount(deployment, environmentFlags, run);
  const isRun = options.has('yes');
  if (state.kind === 'unreadable' && isRun)
    throw fail('account-not-readable', `Cloudflare cannot be asked: ${state.reason}`, [
      'Sign in with: npx wrangler login, or set CLOUDFLARE_API_TOKEN.',
    ]);
  const account = state.kind === 'read' ? state.account : nothing;
  const steps = planProvision({ deployment, environmentFlags, account, given, makeSecret });
  writeResult(`Worker ${deployment.worker}:\n`);
  if (state.kind === 'unreadable')
    say(`What there is cannot be read (${state.reason}); this is what an empty account needs.\n`);
  for (const step of steps) {
    writeResult(`${describeStep(step)}\n`);
    if (isRun) await carryOut(step, { file, environment, deployment, run });
  }
  report(steps, isRun);
}

const nothing: Account = { resources: new Map(), secrets: new Set() };

function makeSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
}

function findConfig(named: string | undefined, folder = process.cwd()): string {
  if (named !== undefined) return resolve(named);
  const file = join(folder, 'wrangler.toml');
  if (existsSync(file)) return file;
  if (dirname(folder) !== folder) return findConfig(undefined, dirname(folder));
  throw new CommandError(
    'configuration',
    'wrangler-config-missing',
    'There is no wrangler.toml here or above.',
    {
      lines: ['Run it in the folder of the project, or name the file: --config <file>.'],
    },
  );
}

function readSecrets(file: string | undefined): Readonly<Record<string, string>> {
  if (file === undefined) return {};
  const text = readText(file, (reason) =>
    invalidConfig(`${file} cannot be read: ${reason ?? 'there is no such file'}.`),
  );
  const given = Object.entries(parseEnv(text)).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return Object.fromEntries(given);
}

function describeStep(step: ProvisionStep): string {
  switch (step.kind) {
    case 'exists':
      return `  ✓ ${step.what} is there`;
    case 'write-id':
      return `  + ${step.what} is there; into wrangler.toml: ${resourceKinds[step.resource.kind].idKey} = "${step.id}"`;
    case 'create':
    case 'put-secret':
      return `  + ${step.what}: ${describeCommand(step.command)}`;
    case 'by-hand':
      return `  ! ${step.what}: ${step.why}${step.command === undefined ? '' : `: ${describeCommand(step.command)}`}`;
  }
}

function describeCommand(command: readonly string[]): string {
  return `npx wrangler ${command.map((word) => (word === '' ? '""' : word)).join(' ')}`;
}

interface CarryOutParts {
  readonly file: string;
  readonly environment: string | undefined;
  readonly deployment: Deployment;
  readonly run: RunWrangler;
}

async function carryOut(step: ProvisionStep, parts: CarryOutParts): Promise<void> {
  if (step.kind === 'put-secret') await runOrFail(parts.run, step.command, `${step.value}\n`);
  if (step.kind === 'write-id') enterId(step.resource, step.id, parts);
  if (step.kind !== 'create') return;
  await runOrFail(parts.run, step.command);
  const { list, read, idKey } = resourceKinds[step.resource.kind];
  if (idKey === undefined) return;
  const id = read(await runOrFail(parts.run, list)).get(step.resource.name);
  if (id === undefined) throw fail('not-created', `wrangler made the ${step.what}, but does not list it.`);
  enterId(step.resource, id, parts);
}

async function runOrFail(run: RunWrangler, command: readonly string[], input?: string): Promise<string> {
  const { isGood, output, talk } = await run(command, input);
  if (isGood) return output;
  throw fail('wrangler-failed', `${describeCommand(command)} failed: ${describeFailure({ output, talk })}`, [
    'What was made before stays; run it again when this is mended.',
  ]);
}

function enterId(
  resource: Deployment['resources'][number],
  id: string,
  { file, environment, deployment }: CarryOutParts,
): void {
  const text = readText(file, () => invalidConfig(`${file} cannot be read.`));
  const changed = writeId(text, environment, resource, id, deployment.worker);
  const key = resourceKinds[resource.kind].idKey;
  if (changed === undefined)
    throw invalidConfig(`${file} has no line for the id of ${resource.name}; put it there: ${key} = "${id}"`);
  writeFileSync(file, changed);
  writeResult(`    ${key} = "${id}" stands in wrangler.toml now\n`);
}

function report(steps: readonly ProvisionStep[], isRun: boolean): void {
  const open = steps.filter(({ kind }) => kind !== 'exists');
  const byHand = open.filter(({ kind }) => kind === 'by-hand');
  if (open.length === 0) writeResult('Everything is there.\n');
  else if (!isRun) writeResult('Nothing was changed. --yes runs the commands.\n');
  if (byHand.length === 0) return;
  throw new CommandError('findings', 'left-by-hand', `${byHand.length} left to be done by hand.`, {
    lines: ['They are marked with !'],
  });
}

function fail(code: string, message: string, lines: readonly string[] = []): CommandError {
  return new CommandError('service', code, message, { lines });
}

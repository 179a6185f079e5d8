import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopbackHost, parseAllowedOrigins } from '@bloqr/contract';
import { verifyCommand } from '../checks/check-commands.ts';
import { readTimeLimit, reportChecks } from '../checks/check-options.ts';
import { runChecks } from '../checks/run-checks.ts';
import { createSetup, type Setup } from '../checks/setup.ts';
import type { OptionValues } from '../command-line/command-definition.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { findProject, readCommandVariables } from '../env/read-layers.ts';
import { readProjectVariables, type VariableTarget } from '../env/read-project-variables.ts';
import { valuesOf } from '../env/resolve-variables.ts';
import { askRemote } from '../io/ask-remote.ts';
import { createRunWrangler, runOneByOne } from '../io/run-wrangler.ts';
import { writeResult } from '../io/standard-streams.ts';
import { type DeploymentParts, openDeployment } from './deployment.ts';
import { formatBoxes, tickBoxes } from './security-checklist.ts';
import { verifyProbes } from './verify-probes.ts';

/**
 * Runs `bloqr verify`.
 *
 * @throws CommandError with reason `findings` where something is wrong
 */
export async function runVerify(args: readonly string[]): Promise<void> {
  const options = parseOptions(verifyCommand, args);
  if (options.has('help')) return writeResult(formatHelp(verifyCommand));
  const timeLimitSeconds = readTimeLimit(verifyCommand, options);
  const deployment = await openDeployment(await readParts(options, timeLimitSeconds));
  const results = await runChecks({
    command: 'verify',
    subject: deployment,
    probes: verifyProbes,
    timeLimitSeconds,
  });
  const checklist = tickBoxes(results);
  reportChecks(results, options, {
    text: formatBoxes(checklist),
    report: { url: deployment.url.origin, checklist },
  });
}

async function readParts(options: OptionValues, timeLimitSeconds: number): Promise<DeploymentParts> {
  const url = readAddress(options.operands[0] ?? '');
  // Where Cloudflare is to be asked, it is a deployment, however it is reached.
  const isLocal = isLoopbackHost(url.hostname) && !options.has('remote');
  const setup = await openSetup(options, isLocal, timeLimitSeconds);
  const values = setup === undefined || isLocal ? {} : setup.values;
  const given = options.all('origin').map((origin) => readAddress(origin).origin);
  const allowed = parseAllowedOrigins(setup?.values.ALLOWED_ORIGINS ?? '', isLocal ? 'local' : 'production');
  const adminId = options.last('as');
  if (adminId !== undefined && !/^user_[A-Za-z0-9]+$/.test(adminId))
    throw usageError(verifyCommand, '--as must be the id of a user of Clerk, user_….');
  return {
    url,
    ask: askRemote,
    values,
    localValues: valuesOf(readCommandVariables()),
    origins: given.length > 0 ? given : [...allowed.origins],
    adminId,
    setup,
    version: setup && readVersion(setup.root),
    now: () => Date.now(),
    randomBytes,
  };
}

/** The project that was deployed; a deployment on this machine runs with the variables of this machine. */
async function openSetup(
  options: OptionValues,
  isLocal: boolean,
  timeLimitSeconds: number,
): Promise<Setup | undefined> {
  const root = findProject(process.cwd());
  if (root === undefined) return undefined;
  const target: VariableTarget = isLocal
    ? { kind: 'local' }
    : { kind: 'deployed', environment: options.last('env'), secretsFile: options.last('secrets-file') };
  return createSetup(
    {
      root,
      target,
      isOffline: false,
      isRemote: options.has('remote'),
      plan: undefined,
      isBeforeMigrations: false,
    },
    await readProjectVariables(root, target, process.env),
    {
      ask: askRemote,
      runWrangler: runOneByOne(() => createRunWrangler(root, process.env, timeLimitSeconds * 1000)),
      nodeVersion: process.versions.node,
      now: () => Date.now(),
    },
  );
}

function readAddress(text: string): URL {
  const url = URL.parse(text);
  const isAlone = url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isAlone || url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol))
    throw usageError(
      verifyCommand,
      // It may have a password in it.
      `${text.includes('@') ? 'It' : JSON.stringify(text)} must be an address alone, such as https://bloqr.example.org.`,
    );
  // Secrets and tokens go there.
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw usageError(verifyCommand, `${url.origin} must be https: tokens are sent there.`);
  return url;
}

/** The version that is here to be deployed. */
function readVersion(root: string): string | undefined {
  const file = join(root, 'apps/worker/package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

import {
  type Environment,
  environments,
  type ParsedClerkSettings,
  parseClerkSettings,
} from '@bloqr/contract';
import type { ProjectVariables, VariableTarget } from '../env/read-project-variables.ts';
import { type ResolvedVariables, valuesOf } from '../env/resolve-variables.ts';
import type { ReadWranglerConfig } from '../env/wrangler-config.ts';
import type { RemoteAnswer, RemoteRequest } from '../io/ask-remote.ts';
import { describeFailure, type RunWrangler } from '../io/run-wrangler.ts';
import { isWorkerMissing, readSecretNames } from '../provision/read-account.ts';

export type Plan = 'free' | 'paid';
export type Ask = (address: string, request: RemoteRequest) => Promise<RemoteAnswer>;

/** What a set-up is looked at with. */
export interface SetupPorts {
  /** Asks a service on the network. */
  readonly ask: Ask;
  readonly runWrangler: RunWrangler;
  readonly nodeVersion: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How far a look at a set-up goes. */
export interface SetupScope {
  readonly root: string;
  readonly target: VariableTarget;
  /** Nothing on the network is asked. */
  readonly isOffline: boolean;
  /** Cloudflare is asked, as whoever wrangler is signed in as. */
  readonly isRemote: boolean;
  readonly plan: Plan | undefined;
  /** Migrations are about to be applied: that some are pending is no finding. */
  readonly isBeforeMigrations: boolean;
}

/** A set-up: the project's files, its variables, and what can be asked about them. */
export interface Setup extends SetupScope, SetupPorts {
  readonly variables: ResolvedVariables;
  readonly values: Readonly<Record<string, string>>;
  readonly wranglerConfig: ReadWranglerConfig | undefined;
  readonly environment: Environment;
  readonly isDeployed: boolean;
  readonly clerk: ParsedClerkSettings;
  /** Names of the Worker's secrets; undefined where Cloudflare is not asked. */
  readonly listSecrets: () => Promise<ReadonlySet<string> | undefined>;
}

export function createSetup(scope: SetupScope, project: ProjectVariables, ports: SetupPorts): Setup {
  const values = valuesOf(project.variables);
  const environment = environments.find((name) => name === (values.ENVIRONMENT ?? 'local')) ?? 'production';
  return {
    ...scope,
    ...project,
    ...ports,
    ask: scope.isOffline ? () => Promise.reject(new Error('--offline')) : ports.ask,
    values,
    environment,
    isDeployed: scope.target.kind === 'deployed',
    clerk: parseClerkSettings(values, environment),
    listSecrets: once(() => listSecrets(scope, ports.runWrangler)),
  };
}

/** `--env <name>`, where an environment of wrangler.toml is meant. */
export function environmentFlags({ target }: SetupScope): readonly string[] {
  return target.kind === 'deployed' && target.environment !== undefined ? ['--env', target.environment] : [];
}

async function listSecrets(
  scope: SetupScope,
  runWrangler: RunWrangler,
): Promise<ReadonlySet<string> | undefined> {
  if (!scope.isRemote) return undefined;
  const args = ['secret', 'list', '--format', 'json', ...environmentFlags(scope)];
  const run = await runWrangler(args);
  if (run.isGood) return readSecretNames(run.output);
  if (isWorkerMissing(run)) return new Set();
  throw new Error(`wrangler secret list: ${describeFailure(run)}`);
}

/** Has `find` called once, by whoever asks first. */
export function once<Found>(find: () => Promise<Found>): () => Promise<Found> {
  let found: Promise<Found> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMember } from '../clerk/read-answer.ts';
import { isCredential } from '../env/mask-value.ts';
import { findVariable } from '../env/variable-catalogue.data.ts';
import { type WranglerConfig, type WranglerEntry, wranglerConfigName } from '../env/wrangler-config.ts';
import { idle, judge, type Outcome, type Probe } from './check.ts';
import type { Setup } from './setup.ts';
import { isPlaceholder } from './variable-probes.ts';
import { listSettingNames, topLevelOnly } from './wrangler-settings.ts';

function ofConfig(probe: (config: WranglerConfig, setup: Setup) => Outcome): Probe<Setup> {
  return (setup) =>
    setup.wranglerConfig?.kind === 'read' ? probe(setup.wranglerConfig.config, setup) : idle;
}

export const wranglerTomlProbes = {
  'wrangler-toml-valid': ({ wranglerConfig }) => {
    if (wranglerConfig === undefined) return judge([`There is no ${wranglerConfigName}.`]);
    if (wranglerConfig.kind === 'read') return judge([]);
    return judge([`${wranglerConfigName}:${wranglerConfig.line}: ${wranglerConfig.reason}.`]);
  },
  'wrangler-toml-no-secrets': ofConfig(({ entries }, { root }) =>
    judge([...entries.filter(isSecret).map(describeSecret), ...listCommentedSecrets(root)]),
  ),
  'wrangler-toml-stray-keys': ofConfig(({ entries }, { root }) => {
    const known = listSettingNames(root);
    const isStray = ({ path }: WranglerEntry) => {
      const inner = path[0] === 'env' ? path.slice(2) : path;
      const name = String(inner.at(-1));
      if (inner.length < 2) return false;
      return inner[0] === 'vars' ? known.has(name) : topLevelOnly.has(name);
    };
    return judge(
      entries
        .filter(isStray)
        .map(
          ({ path, line }) =>
            `${path.at(-1)} has slipped below [${path.slice(0, -1).join('.')}], ${at(line)}.`,
        ),
    );
  }),
  'wrangler-toml-bindings': ofConfig((config, setup) => {
    const own = readOwn(config, setup);
    const names = (list: unknown, key: string) =>
      (Array.isArray(list) ? list : []).map((one: unknown) => readMember(one, key));
    const objects = readMember(readMember(own, 'durable_objects'), 'bindings');
    return judge([
      ...(names(readMember(own, 'd1_databases'), 'binding').includes('DB')
        ? []
        : ['No D1 database is bound as DB.']),
      ...(names(objects, 'name').includes('RATE_WINDOWS')
        ? []
        : ['No Durable Object is bound as RATE_WINDOWS.']),
      ...(readMember(readMember(config.settings, 'assets'), 'binding') === 'ASSETS'
        ? []
        : ['The pages are not bound as ASSETS.']),
    ]);
  }),
  'wrangler-toml-ids': ofConfig((config, setup) => {
    const environment = setup.target.kind === 'deployed' ? setup.target.environment : undefined;
    const above = environment === undefined ? [] : ['env', environment];
    return judge(
      config.entries
        .filter(({ path }) => above.every((part, index) => path[index] === part))
        .filter(({ path }) => environment !== undefined || path[0] !== 'env')
        .filter(isEmptyId)
        .map(({ path, line }) => `${path.at(-1)} is a placeholder, ${at(line)}.`),
    );
  }),
  'wrangler-toml-environment': ofConfig((_, { values }) => {
    const { ENVIRONMENT } = values;
    return judge(
      ENVIRONMENT === 'production' || ENVIRONMENT === 'preview'
        ? []
        : [`A deployment would run as ${ENVIRONMENT ?? 'local, since ENVIRONMENT is not set'}.`],
      ENVIRONMENT,
    );
  }),
} satisfies Record<string, Probe<Setup>>;

function at(line: number): string {
  return `${wranglerConfigName}:${line}`;
}

/** What belongs to the environment that is deployed; bindings of the top level do not reach into it. */
function readOwn({ settings }: WranglerConfig, { target }: Setup): unknown {
  const environment = target.kind === 'deployed' ? target.environment : undefined;
  return environment === undefined ? settings : readMember(readMember(settings, 'env'), environment);
}

function isSecret({ path, value }: WranglerEntry): boolean {
  const isFilled = typeof value === 'string' && value.trim() !== '';
  if (!isFilled) return false;
  return findVariable(String(path.at(-1)))?.kind === 'secret' || isCredential(value);
}

function describeSecret({ path, line }: WranglerEntry): string {
  return `${path.at(-1)} is a secret, ${at(line)}.`;
}

/** A credential in a comment is as readable as any other. */
function listCommentedSecrets(root: string): readonly string[] {
  const lines = readFileSync(join(root, wranglerConfigName), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const comment = /#(.*)$/.exec(line)?.[1] ?? '';
    const hasOne = /(?:sk_(?:live|test)_|whsec_|blq_)[A-Za-z0-9+/_]{16,}/.test(comment);
    return hasOne && !isCredential(line.slice(0, line.indexOf('#')))
      ? [`A comment has a secret, ${at(index + 1)}.`]
      : [];
  });
}

function isEmptyId({ path, value }: WranglerEntry): boolean {
  const name = String(path.at(-1));
  const isId = name === 'database_id' || name === 'account_id' || (name === 'id' && path.length > 1);
  return isId && (typeof value !== 'string' || /^[0-]*$/.test(value) || isPlaceholder(value));
}

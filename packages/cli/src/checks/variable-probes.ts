import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findClosestWord } from '@bloqr/compiler';
import {
  type ClerkRule,
  environments,
  isLoopbackHost,
  parseAllowedOrigins,
  parseHostAllowlist,
  parseRateQuotas,
} from '@bloqr/contract';
import { isStray } from '../env/describe-variables.ts';
import { envFileName, listContradictions } from '../env/read-layers.ts';
import type { ResolvedVariable, ResolvedVariables } from '../env/resolve-variables.ts';
import { findVariable, variableCatalogue } from '../env/variable-catalogue.data.ts';
import { idle, judge, type Probe, unknown } from './check.ts';
import type { Setup } from './setup.ts';
import { listSettingNames } from './wrangler-settings.ts';

/** Texts of examples that somebody forgot to replace. */
const placeholder =
  /\.\.\.|…|^your[-_ ]|^<.*>$|^(?:change[-_ ]?me|replace[-_ ]?me|todo|tbd|placeholder|none|null|undefined|x{3,})$|your-(?:instance|team|worker|custom)/i;

/** Whether a value is no value yet. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value.trim());
}

export const variableProbes = {
  'variables-known': ({ variables, root }) => {
    // What has slipped below [vars] is told of as that.
    const settings = listSettingNames(root);
    const strays = [...variables.values()].filter((one) => isStray(one) && !settings.has(one.name));
    return judge(strays.map(describeStray));
  },
  'variables-not-placeholders': ({ variables }) =>
    judge(
      [...variables.values()]
        .filter(({ name, value }) => findVariable(name) !== undefined && isPlaceholder(value))
        .map((variable) => `${variable.name} is a placeholder, ${placeOf(variable)}.`),
    ),
  'variables-well-formed': (setup) =>
    judge(listMalformed(setup).map((sentence) => explainMalformed(sentence, setup.variables))),
  'variables-agree': ({ variables }) =>
    judge(
      [...variables.values()].flatMap(({ name, value, place, shadows }) => {
        const inFile = shadows.find((shadow) => shadow.place === envFileName);
        const isStale = place === 'the shell' && inFile !== undefined && inFile.value !== value;
        return isStale ? [`${name} is another in the shell, which wins, than in ${placeOf(inFile)}.`] : [];
      }),
    ),
  'variables-one-place': async (setup) => {
    const stored = await setup.listSecrets();
    const fromFile = [...setup.variables.values()].filter(({ shadows }) => shadows.length > 0);
    if (stored === undefined && fromFile.length === 0) {
      const isToldOfSecrets = setup.target.kind === 'deployed' && setup.target.secretsFile !== undefined;
      return isToldOfSecrets ? judge([]) : unknown('what the secrets are say --remote or --secrets-file');
    }
    const twice = new Set(fromFile.map(({ name }) => name));
    for (const { name, place } of setup.variables.values())
      if (place === 'wrangler.toml' && stored?.has(name)) twice.add(name);
    return judge([...twice].map((name) => `${name} is a secret and stands in [vars] of wrangler.toml.`));
  },
  'variables-once': ({ root }) => {
    const file = join(root, envFileName);
    if (!existsSync(file)) return idle;
    return judge(
      listContradictions(readFileSync(file, 'utf8')).map(
        ({ name, lines }) => `${name} has two values, ${envFileName}, lines ${lines.join(' and ')}.`,
      ),
    );
  },
  'dev-vars-absent': ({ root }) =>
    judge(
      existsSync(join(root, '.dev.vars'))
        ? ['.dev.vars is there: wrangler’s own commands ignore .env.local and the shell.']
        : [],
    ),
  'dollar-quoted': ({ root }) => {
    const file = join(root, envFileName);
    return existsSync(file) ? judge(listUnquotedDollars(readFileSync(file, 'utf8'))) : idle;
  },
  'origins-well-formed': ({ values, environment }) =>
    isUsable(values.ALLOWED_ORIGINS)
      ? judge(parseAllowedOrigins(values.ALLOWED_ORIGINS, environment).faults)
      : idle,
  'origins-https': ({ values, environment }) => {
    if (environment !== 'production' || !isUsable(values.ALLOWED_ORIGINS)) return idle;
    const { origins } = parseAllowedOrigins(values.ALLOWED_ORIGINS, environment);
    return judge(
      [...origins]
        .filter((origin) => !origin.startsWith('https:'))
        .map((origin) => `${origin} is not https.`),
    );
  },
  'origins-complete': (setup) => {
    const own = listOwnOrigins(setup);
    if (own.length < 2) return idle;
    const { origins } = parseAllowedOrigins(setup.values.ALLOWED_ORIGINS ?? '', setup.environment);
    return judge(
      own
        .filter((origin) => !origins.has(origin))
        .map((origin) => `${origin} serves pages, which the other addresses do not allow.`),
    );
  },
} satisfies Record<string, Probe<Setup>>;

/** Where there is something, and no placeholder. */
export function isUsable(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '' && !isPlaceholder(value);
}

/** The faults of Clerk's variables of one kind; what is a placeholder is told of as that. */
export function clerkFaults({ clerk, values }: Setup, rule: ClerkRule): readonly string[] {
  return clerk.faults
    .filter((fault) => fault.rule === rule)
    .map(({ sentence }) => sentence)
    .filter((sentence) => {
      const name = /^[A-Z_]+/.exec(sentence)?.[0] ?? '';
      return rule !== 'form' || isUsable(values[name]);
    });
}

function describeStray(variable: ResolvedVariable): string {
  const names = variableCatalogue.map(({ name }) => name);
  const nearest = findClosestWord(variable.name, names);
  const hint = nearest === undefined ? '' : ` Is ${nearest} meant?`;
  return `${variable.name} is no variable of ours, ${placeOf(variable)}.${hint}`;
}

function listMalformed(setup: Setup): readonly string[] {
  const { values } = setup;
  const faults: string[] = [...clerkFaults(setup, 'form')];
  const { BETTER_AUTH_VERIFY_EMAIL: verify } = values;
  if (isUsable(verify) && !/^\s*(?:true|false)\s*$/.test(verify))
    faults.push('BETTER_AUTH_VERIFY_EMAIL must be true or false.');
  const { ENVIRONMENT: environment, RATE_LIMITS, SOURCE_HOST_ALLOWLIST, AUTH_PROVIDERS } = values;
  if (isUsable(environment) && !environments.some((name) => name === environment))
    faults.push(`ENVIRONMENT must be one of ${environments.join(', ')}.`);
  if (isUsable(RATE_LIMITS)) faults.push(...parseRateQuotas(RATE_LIMITS).faults);
  if (isUsable(SOURCE_HOST_ALLOWLIST)) {
    if (parseHostAllowlist(SOURCE_HOST_ALLOWLIST).invalidCount > 0)
      faults.push('SOURCE_HOST_ALLOWLIST must be a comma-separated list of host:port.');
    else if (setup.environment === 'production')
      faults.push('SOURCE_HOST_ALLOWLIST must not be set in production.');
  }
  if (
    isUsable(AUTH_PROVIDERS) &&
    !/^ *(?:clerk|better-auth)(?: *, *(?:clerk|better-auth))? *,? *$/.test(AUTH_PROVIDERS)
  )
    faults.push('AUTH_PROVIDERS must be clerk, better-auth, or both with a comma between.');
  for (const name of ['PORT', 'CLERK_EMULATOR_PORT']) {
    const port = values[name];
    if (isUsable(port) && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535))
      faults.push(`${name} must be a number from 1 to 65535.`);
  }
  return faults;
}

/** What goes wrong when a value is pasted. */
const pasteTraps: readonly (readonly [form: RegExp, hint: string])[] = [
  [/["'`\u00AB\u00BB\u2018\u2019\u201C-\u201E]/, 'There is a quotation mark in it.'],
  [/[\r\n]/, 'There is a line break in it.'],
  [/[\p{Cc}\p{Cf}]/u, 'There is a character in it that cannot be seen.'],
  [/\s/, 'There is a blank in it.'],
];
/** How the keys of Clerk begin, one of which is easily taken for another. */
const keyPrefixes: readonly (readonly [prefix: string, hint: string])[] = [
  ['pk_', 'It begins as a publishable key.'],
  ['sk_', 'It begins as a secret key.'],
  ['whsec_', 'It begins as a signing secret.'],
];

/** Says of a value that has not its form where it stands, and what has usually happened. Nothing of the value is told. */
function explainMalformed(sentence: string, variables: ResolvedVariables): string {
  const variable = variables.get(/^[A-Z_]+/.exec(sentence)?.[0] ?? '');
  if (variable === undefined) return sentence;
  const value = variable.value.trim();
  const trap = pasteTraps.find(([form]) => form.test(value))?.[1];
  const other = keyPrefixes.find(([prefix]) => value.startsWith(prefix) && !sentence.includes(prefix))?.[1];
  const placed = `${sentence.replace(/\.$/, '')}, ${placeOf(variable)}.`;
  return [placed, ...((trap ?? other) ? [trap ?? other] : [])].join(' ');
}

/** Lines on which direnv would put in the value of a variable, and Node would not. */
function listUnquotedDollars(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const match = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/.exec(line);
    if (match === null) return [];
    const [, name, value = ''] = match;
    const isLiteral = /^'[^']*'/.test(value);
    return !isLiteral && /\$[\w{(]/.test(value)
      ? [`${name} has a $ that direnv replaces and npm start does not, ${envFileName}:${index + 1}.`]
      : [];
  });
}

/** The addresses that wrangler.toml says the Worker has, as far as it says them. */
function listOwnOrigins({ wranglerConfig }: Setup): readonly string[] {
  if (wranglerConfig?.kind !== 'read') return [];
  const patterns = wranglerConfig.config.entries
    .filter(
      ({ path }) =>
        (path[0] === 'routes' || path[0] === 'route') && (path.length === 1 || path.at(-1) === 'pattern'),
    )
    .flatMap(({ path, value }) => (path.length === 1 && Array.isArray(value) ? value : [value]))
    .map((value: unknown) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, 'pattern') : value,
    )
    .filter((value) => typeof value === 'string');
  const hosts = patterns.map((pattern) => pattern.replace(/^https?:\/\//, '').split('/')[0] ?? '');
  return [...new Set(hosts)]
    .filter((host) => host.includes('.') && !host.includes('*') && !isLoopbackHost(host))
    .map((host) => `https://${host}`);
}

function placeOf({ place, line }: { readonly place: string; readonly line?: number }): string {
  return line === undefined ? place : `${place}:${line}`;
}

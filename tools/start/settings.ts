import { resolve } from 'node:path';
import { envFileLayer, envFileName, shellLayer } from '../../packages/cli/src/env/read-layers.ts';
import { resolveVariables, valuesOf } from '../../packages/cli/src/env/resolve-variables.ts';
import { findVariable } from '../../packages/cli/src/env/variable-catalogue.data.ts';

/** What `npm start` runs with. */
export interface StartSettings {
  readonly port: number;
  /** Where the state goes; undefined for wrangler's own place. */
  readonly stateFolder: string | undefined;
  /** The whole environment of wrangler and so, by name, of the Worker. */
  readonly environment: Readonly<Record<string, string>>;
}

type Variables = Readonly<Record<string, string | undefined>>;

const portDefault = 8787;

/** What wrangler itself needs of the shell. */
const shellSettings = /^(?:PATH|HOME|TMPDIR|TEMP|SystemRoot|USERPROFILE|APPDATA)$/i;

/** Keeps wrangler quiet, offline and from asking questions. */
const wranglerSettings = {
  CI: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
} as const;

/** What belongs to one instance of Clerk: where the local Clerk is used, nothing of another one may be mixed in. */
const instanceSettings = /^CLERK_(?!EMULATOR_|ALLOW_MISSING_AZP$)/;

/**
 * Reads the settings from the shell and, below it, from the text of `.env.local`. Of these the variables that are the Worker's
 * reach it, and nothing else of the shell.
 *
 * @param localClerk the variables of the local Clerk, which stand for all of an instance; left out where none is used
 * @throws RangeError with a sentence for the user where PORT is no port
 */
export function readStartSettings(envLocal: string, shell: Variables, localClerk?: Variables): StartSettings {
  const layers = [shellLayer(shell), envFileLayer(envLocal, envFileName)];
  const given = listSet(valuesOf(resolveVariables(layers)));
  const settings = new Map(
    localClerk === undefined
      ? given
      : [...given.filter(([name]) => !instanceSettings.test(name)), ...listSet(localClerk)],
  );
  const forWorker = [...settings].filter(([name]) => findVariable(name)?.reader === 'worker');
  const forWrangler = listSet(shell).filter(([name]) => shellSettings.test(name));
  const stateFolder = settings.get('STATE_DIR');
  return {
    port: readPort(settings.get('PORT')),
    stateFolder: stateFolder === undefined ? undefined : resolve(stateFolder),
    environment: {
      ENVIRONMENT: 'local',
      ...Object.fromEntries([...forWorker, ...forWrangler]),
      ...wranglerSettings,
    },
  };
}

function listSet(variables: Variables): [name: string, value: string][] {
  return Object.entries(variables).flatMap(([name, value]) =>
    value ? [[name, value] as [string, string]] : [],
  );
}

function readPort(text: string | undefined): number {
  if (text === undefined) return portDefault;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new RangeError(`PORT is ${JSON.stringify(text)}, which is no port: use a number from 1 to 65535.`);
}

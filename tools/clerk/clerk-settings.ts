import { join, resolve } from 'node:path';
import { envFileLayer, envFileName, shellLayer } from '../../packages/cli/src/env/read-layers.ts';
import { resolveVariables } from '../../packages/cli/src/env/resolve-variables.ts';

/** What `npm run clerk` runs with. */
export interface ClerkSettings {
  readonly port: number;
  /** The folder of this instance. */
  readonly stateFolder: string;
  /** Where webhooks go; the endpoint is made at the first start and kept after that. */
  readonly endpointUrl: string;
  readonly environment: string | undefined;
  readonly publishableKey: string | undefined;
  readonly secretKey: string | undefined;
  readonly webhookSecret: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

const portDefault = 8790;
const workerPortDefault = 8787;

/**
 * Reads the settings from the shell and, below it, from the text of `.env.local`.
 *
 * @param root the project's folder, below which the state is where STATE_DIR is not set
 * @throws RangeError with a sentence for the user where a port is none
 */
export function readClerkSettings(envLocal: string, shell: Variables, root: string): ClerkSettings {
  const variables = resolveVariables([shellLayer(shell), envFileLayer(envLocal, envFileName)]);
  const read = (name: string): string | undefined => variables.get(name)?.value;
  const stateFolder = read('STATE_DIR');
  const workerPort = readPort('PORT', read('PORT'), workerPortDefault);
  return {
    port: readPort('CLERK_EMULATOR_PORT', read('CLERK_EMULATOR_PORT'), portDefault),
    stateFolder: join(
      stateFolder === undefined ? join(root, '.wrangler', 'state') : resolve(stateFolder),
      'clerk',
    ),
    endpointUrl: `http://localhost:${workerPort}/api/webhooks/clerk`,
    environment: read('ENVIRONMENT'),
    publishableKey: read('CLERK_PUBLISHABLE_KEY'),
    secretKey: read('CLERK_SECRET_KEY'),
    // There may be several, the newest first.
    webhookSecret: read('CLERK_WEBHOOK_SECRET')?.split(',')[0]?.trim(),
  };
}

function readPort(name: string, text: string | undefined, standard: number): number {
  if (text === undefined) return standard;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new RangeError(`${name} is ${JSON.stringify(text)}, which is no port: use a number from 1 to 65535.`);
}

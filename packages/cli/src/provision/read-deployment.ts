import { CommandError } from '../command-error.ts';
import { readWranglerConfig } from '../env/wrangler-config.ts';
import { readText } from '../io/read-text.ts';
import { type Deployment, describeDeployment } from './deployment.ts';

/**
 * Reads what an environment of wrangler.toml binds.
 *
 * @param environment undefined for the top level
 * @throws CommandError where the file cannot be used
 */
export async function readDeployment(file: string, environment: string | undefined): Promise<Deployment> {
  const text = readText(file, (reason) =>
    invalidConfig(`${file} cannot be read: ${reason ?? 'there is no such file'}.`),
  );
  const read = await readWranglerConfig(text);
  if (read.kind === 'invalid') throw invalidConfig(`${file}:${read.line}: ${read.reason}`);
  try {
    return describeDeployment(read.config.settings, environment);
  } catch (error) {
    if (error instanceof RangeError) throw invalidConfig(error.message);
    throw error;
  }
}

export function invalidConfig(message: string): CommandError {
  return new CommandError('configuration', 'wrangler-config-invalid', message);
}

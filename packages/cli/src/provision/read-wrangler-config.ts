import { CommandError } from '../command-error.ts';
import { readText } from '../io/read-text.ts';
import { type Deployment, readDeployment } from './deployment.ts';

/**
 * Reads what an environment of wrangler.toml binds.
 *
 * @param environment undefined for the top level
 * @throws CommandError where the file cannot be used
 */
export async function readWranglerConfig(file: string, environment: string | undefined): Promise<Deployment> {
  const text = readText(file, (reason) =>
    invalidConfig(`${file} cannot be read: ${reason ?? 'there is no such file'}.`),
  );
  const { getStaticTOMLValue, parseTOML, ParseError } = await import('toml-eslint-parser');
  try {
    return readDeployment(getStaticTOMLValue(parseTOML(text)), environment);
  } catch (error) {
    if (error instanceof ParseError) throw invalidConfig(`${file}:${error.lineNumber}: ${error.message}`);
    if (error instanceof RangeError) throw invalidConfig(error.message);
    throw error;
  }
}

export function invalidConfig(message: string): CommandError {
  return new CommandError('configuration', 'wrangler-config-invalid', message);
}

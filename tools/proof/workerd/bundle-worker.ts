import { build } from 'esbuild';

/**
 * A Worker as one module, which workerd can run.
 *
 * @param constants what it is bundled with besides, as `wrangler --define` has it
 */
export async function bundleWorker(
  entryPoint: string,
  constants: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker'],
    external: ['node:*', 'cloudflare:*'],
    define: { ...constants },
    logLevel: 'error',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`${entryPoint} gives no module`);
  return output.text;
}

import { build } from 'esbuild';

/** A Worker as one module, which workerd can run. */
export async function bundleWorker(entryPoint: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'error',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`${entryPoint} gives no module`);
  return output.text;
}

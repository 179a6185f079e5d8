// Run by tools/build-pages.ts, before Angular takes the scripts up as they are:
//   node tools/pages/build-workers.ts
import { join } from 'node:path';
import { build } from 'esbuild';

const web = join(import.meta.dirname, '../../apps/web');

/**
 * Bundles the scripts of Web Workers, `apps/web/src/workers/compile.ts` and `compare.ts`, into `/workers/` of the pages. They
 * are not left to Angular because their addresses have to be known: the Content-Security-Policy of one is another
 * (`page-headers.ts`), and trusted types let through only these.
 */
export async function buildWorkers(): Promise<void> {
  await build({
    entryPoints: ['compile', 'compare'].map((name) => join(web, `src/workers/${name}.ts`)),
    outdir: join(web, 'dist/workers/workers'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    logLevel: 'warning',
    legalComments: 'none',
  });
}

if (import.meta.main) await buildWorkers();

// Bundles the command, so that it starts fast. Plain JavaScript that Node 20 can run: npm calls it as `prepare` at the
// end of `npm ci`. Without a bundle the command runs from its sources, only slower.
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finishInstall } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'packages/cli');
const bundle = join(cli, 'dist/bloqr');

const esbuild = await import('esbuild').catch(() => undefined);
if (process.env.npm_lifecycle_event === 'prepare') finishInstall(esbuild !== undefined);
if (esbuild === undefined) {
  process.stderr.write(
    'esbuild is not installed (npm ci --omit=dev?): bloqr runs from its sources, which starts slower.\n',
  );
  process.exit(0);
}
/** Writes the bundle beside its place first, so that a command started meanwhile never sees half of it. */
async function buildBundle() {
  const draft = `${bundle}.${process.pid}.draft`;
  mkdirSync(draft, { recursive: true });
  try {
    const lazyPackages = new Map();
    const inputs = await bundleFile('main', { entryPoints: [join(cli, 'src/main.ts')] }, draft, lazyPackages);
    for (const [name, resolveDir] of lazyPackages) {
      await bundleFile(name, { stdin: { contents: `export * from '${name}';`, resolveDir } }, draft);
    }
    writeFileSync(join(draft, 'inputs.json'), JSON.stringify(inputs));
    rmSync(bundle, { recursive: true, force: true });
    renameSync(draft, bundle);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Lists the rules now and not at every start, which would cost the command 5 ms. */
const inlinePublicSuffixRules = {
  name: 'inline-public-suffix-rules',
  setup(build) {
    build.onLoad({ filter: /public-suffix-rules\.ts$/ }, async ({ path }) => {
      const options = { entryPoints: [path], bundle: true, write: false, format: 'esm', logLevel: 'warning' };
      const [{ text }] = (await esbuild.build(options)).outputFiles;
      const module = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
      const rules = JSON.stringify(module.listPublicSuffixRules());
      return { contents: `export const listPublicSuffixRules = () => (${rules});`, loader: 'js' };
    });
  },
};

/** Reads this package when it is first used and not at every start: its tables of addresses cost 0.6 ms. */
const deferAddressPackage = {
  name: 'defer-address-package',
  setup(build) {
    const namespace = 'deferred';
    build.onResolve({ filter: /^ipaddr\.js$/ }, ({ path, kind, resolveDir }) =>
      kind === 'import-statement' ? { path, namespace, pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace }, ({ path, pluginData }) => ({
      contents: `export default new Proxy({}, { get: (_, name) => require('${path}')[name] });`,
      resolveDir: pluginData,
    }));
  },
};

/**
 * Bundles `entry` into `<name>.cjs` and answers what it was made of. CommonJS because loading an ECMAScript module
 * costs 2 ms more. Packages that are only wanted in some runs, had by `import('package')`, become files of their own.
 */
async function bundleFile(name, entry, folder, lazyPackages = new Map()) {
  const separateLazyPackages = {
    name: 'separate-lazy-packages',
    setup(build) {
      build.onResolve({ filter: /^[a-z][^:]*$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        lazyPackages.set(path, resolveDir);
        return { path: `./${path}.cjs`, external: true };
      });
    },
  };
  const { metafile } = await esbuild.build({
    ...entry,
    outfile: join(folder, `${name}.cjs`),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    supported: { 'dynamic-import': false },
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [separateLazyPackages, deferAddressPackage, inlinePublicSuffixRules],
  });
  return Object.keys(metafile.inputs)
    .filter((path) => !path.includes('node_modules/') && path !== '<stdin>' && !path.startsWith('deferred:'))
    .map((path) => describeInput(resolve(root, path)));
}

function describeInput(path) {
  const { mtimeMs, size } = statSync(path);
  return { path: relative(bundle, path).replaceAll('\\', '/'), modifiedMs: mtimeMs, bytes: size };
}

await buildBundle();
const { warmCompileCache } = await import('./warm-compile-cache.mjs');
await warmCompileCache(cli);

#!/usr/bin/env -S node --v8-pool-size=1
// One thread beside the main one for V8's compilers and collectors: of the four that it has by default, those that
// compile keep the main one waiting on a machine with two processors (a tenth of the time of a list of 100,000 lines).
//
// Plain JavaScript that Node 20 can start. Node 24 loads the bundle where it is up to date (tools/build.mjs makes
// it), else the TypeScript sources; an older Node continues on the Node 24 that comes with the dependencies.
// Built-in modules are had without `import`, which would cost this file 2 ms.

/** The bundle's main file, unless one of the sources has changed since it was made. */
function findFreshBundle() {
  const { readFileSync, statSync } = process.getBuiltinModule('node:fs');
  const folder = `${import.meta.dirname}/../dist/bloqr`;
  let inputs;
  try {
    inputs = JSON.parse(readFileSync(`${folder}/inputs.json`, 'utf8'));
  } catch {
    return undefined;
  }
  for (const { path, modifiedMs, bytes } of inputs) {
    const found = statSync(`${folder}/${path}`, { throwIfNoEntry: false });
    if (found === undefined || found.mtimeMs !== modifiedMs || found.size !== bytes) return undefined;
  }
  return folder;
}

async function loadMain() {
  const { createRequire, enableCompileCache } = process.getBuiltinModule('node:module');
  const bundle = findFreshBundle();
  if (bundle === undefined) return import('../src/main.ts');
  // Beside the bundle and not in the system's folder for temporary files, where others could plant code.
  enableCompileCache(`${bundle}/compile-cache`);
  return createRequire(import.meta.url)(`${bundle}/main.cjs`);
}

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { main } = await loadMain();
  process.exit(await main(process.argv.slice(2)));
} else {
  const { continueOn, findPinnedNode, nodeMajorMin } = await import('./pinned-node.js');
  const { fileURLToPath } = await import('node:url');
  const node = findPinnedNode(fileURLToPath(new URL('.', import.meta.url)));
  if (node === undefined) {
    process.stderr.write(
      `bloqr needs Node ${nodeMajorMin} or newer; this is Node ${process.versions.node} and no newer one was installed along.\n`,
    );
    process.exit(1);
  }
  await continueOn(node);
}

// `npm test`: every check of the project. Plain JavaScript that begins on Node 20, where npm 10 or `ignore-scripts`
// leave nothing newer. Its last line counts: `N passed, N failed`; a check that is not made of tests counts as one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

ensureInstalled();
await reexecWithPinnedNode();

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const results = [
  runCheck('the bundle', ['tools/build.mjs']),
  runCheck('the pages', ['tools/build-pages.ts']),
  runCheck('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
  runCheck('types', ['node_modules/typescript/bin/tsc', '--build']),
  runTests(process.argv.slice(2)),
];
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`, () => process.exit(failed === 0 ? 0 : 1));

function runCheck(name, args) {
  const isGood = run(args);
  process.stdout.write(`${isGood ? 'passed' : 'FAILED'}: ${name}\n`);
  return { passed: Number(isGood), failed: Number(!isGood) };
}

/** Counts tests, and besides a test file that could not even be loaded, or a run that broke off, as one failure. */
function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-test-'));
  const file = join(folder, 'results.json');
  try {
    const isGood = run([
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]);
    const { numPassedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const failed = testResults
      .map(({ status, assertionResults }) => {
        const failedTests = assertionResults.filter((test) => test.status === 'failed').length;
        return status === 'failed' ? Math.max(1, failedTests) : failedTests;
      })
      .reduce((sum, count) => sum + count, 0);
    return { passed: numPassedTests, failed: isGood ? failed : Math.max(1, failed) };
  } catch (error) {
    process.stdout.write(`The tests left no result: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

// Plain JavaScript that Node 20 can run: it finds the Node 24 that comes with the dependencies and continues there.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Oldest major version of Node that runs the sources. */
export const nodeMajorMin = 24;

/** Whether the running Node is new enough. */
export function isNodeRecent() {
  return Number(process.versions.node.split('.')[0]) >= nodeMajorMin;
}

/**
 * The Node of the package `node-<system>-<processor>`, looked for in `folder` and in all folders above it.
 * Undefined where that package is not installed or does not exist (macOS).
 */
export function findPinnedNode(folder) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = join(
    'node_modules',
    `node-${system}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  for (let above = folder; ; above = dirname(above)) {
    const candidate = join(above, program);
    if (existsSync(candidate)) return candidate;
    if (dirname(above) === above) return undefined;
  }
}

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the present command again, with the same options for Node, on the Node at `node` and ends as that one ends: same
 * exit code, same signal.
 * Never resolves.
 */
export function continueOn(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of forwardedSignals) process.on(signal, forward);
  child.on('error', (error) => {
    process.stderr.write(`${node} does not start: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    for (const name of forwardedSignals) process.off(name, forward);
    if (signal === null) process.exit(code);
    process.kill(process.pid, signal);
  });
  return new Promise(() => {});
}

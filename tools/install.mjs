// Installs the dependencies on first use. Plain JavaScript that Node 20 can run, with built-in modules only:
// npm may start it before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { continueOn, findPinnedNode, isNodeRecent, nodeMajorMin } from '../packages/cli/bin/pinned-node.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.bloqr-installed');

/** The Node that the project runs on: the one among the dependencies, else the running one where it is new enough. */
export function pinnedNode() {
  return findPinnedNode(root) ?? (isNodeRecent() ? process.execPath : undefined);
}

/** Returns at once on a Node that is new enough; otherwise runs this command again on {@link pinnedNode}. */
export async function reexecWithPinnedNode() {
  if (isNodeRecent()) return;
  const node = pinnedNode();
  if (node === undefined) stop(missingNodeSentence());
  await continueOn(node);
}

/** Runs `npm ci` unless the dependencies of this lock file are there. Ends the process with a sentence on failure. */
export function ensureInstalled() {
  if (!isStampCurrent()) {
    process.stderr.write('Installing the dependencies (npm ci), once …\n');
    runNpm(['ci', '--loglevel=error', '--include=dev', '--include=optional']);
    finishInstall();
  }
  if (pinnedNode() === undefined) stop(missingNodeSentence());
  repairNodeLink();
}

/**
 * What is to be done after every `npm ci`, also one that the user ran: puts Node 24 on the path and, where nothing was
 * left out (`npm ci --omit=dev`), notes that these dependencies are there.
 */
export function finishInstall(isComplete = true) {
  if (pinnedNode() === undefined) stop(missingNodeSentence());
  repairNodeLink();
  if (!isComplete) return;
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, stateDigest());
}

function isStampCurrent() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stateDigest();
}

function stateDigest() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/**
 * npm 10 removes `.bin/node` when it skips the packages of other systems, and scripts then silently run on the
 * system's Node.
 */
function repairNodeLink() {
  const node = findPinnedNode(root);
  if (node === undefined || process.platform === 'win32') return;
  const link = join(modules, '.bin', 'node');
  const target = relative(dirname(link), node);
  try {
    if (readlinkSync(link) === target) return;
  } catch {
    // No link there, or something that is none.
  }
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(target, link);
}

/** Runs the npm that the user called, on the Node that the user called it with. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const isNpm = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const command = isNpm ? (process.env.npm_node_execpath ?? process.execPath) : 'npm';
  const result = spawnSync(command, isNpm ? [npm, ...args] : args, {
    cwd: root,
    // What npm has to say is talk; standard output belongs to the script that the user asked for.
    stdio: ['ignore', 2, 2],
    shell: !isNpm && process.platform === 'win32',
  });
  if (result.error !== undefined) stop(`npm does not start: ${result.error.message}`);
  if (result.status !== 0) {
    stop(
      'npm ci failed; its message is above. Nothing else was started. Run npm ci yourself, then try again.',
    );
  }
}

function missingNodeSentence() {
  const here = `this is Node ${process.versions.node} on ${process.platform}-${process.arch}`;
  return process.platform === 'linux' || process.platform === 'win32'
    ? `Node ${nodeMajorMin} is missing (${here}). It comes as an optional dependency: run npm ci without --omit=optional, or install Node ${nodeMajorMin} yourself.`
    : `Node ${nodeMajorMin}.15 or newer is needed (${here}). No package brings it for this system: install it, e.g. from https://nodejs.org/.`;
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureInstalled();
}

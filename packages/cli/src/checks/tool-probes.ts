import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, type Probe, unknown } from './check.ts';
import type { Setup } from './setup.ts';

const nodeMajorMin = 24;

export const toolProbes = {
  'node-version': ({ nodeVersion }) =>
    judge(
      Number(nodeVersion.split('.')[0]) >= nodeMajorMin
        ? []
        : [`This is Node ${nodeVersion}; ${nodeMajorMin} or newer is needed.`],
      nodeVersion,
    ),
  'wrangler-version': ({ root }) => {
    const manifest = readJson(join(root, 'package.json'));
    const wanted = manifest?.devDependencies?.wrangler;
    if (wanted === undefined) return unknown('package.json names no wrangler');
    const installed = readJson(join(root, 'node_modules/wrangler/package.json'))?.version;
    return judge(
      installed === wanted ? [] : [`${installed ?? 'None'} is installed, package.json has ${wanted}.`],
      installed,
    );
  },
} satisfies Record<string, Probe<Setup>>;

interface Manifest {
  readonly version?: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readJson(path: string): Manifest | undefined {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

import { parseArgs } from 'node:util';
import { canary } from './canary.ts';
import { clerkSdkPart, clerkShapesPart } from './clerk/clerk-parts.ts';
import { convergenceKillsPart } from './convergence-kills.ts';
import { fuzzLinesPart, fuzzPipelinesPart } from './fuzz-parts.ts';
import { guard } from './guard.ts';
import { identity } from './identity.ts';
import { migrationKillsPart } from './migration-kills.ts';
import { privacyPart } from './privacy.ts';
import type { ProofPart } from './proof-part.ts';
import { targetsPart } from './targets.ts';
import {
  adapterPart,
  convergencePart,
  faultsPart,
  forgeryDeliveriesPart,
  forgeryTokensPart,
  keySetPart,
  limiterPart,
  matrixPart,
  migrationPart,
  requestsPart,
  revocationPart,
} from './worker-parts.ts';
import { workerdMemory } from './workerd-memory.ts';

const parts: readonly ProofPart[] = [
  identity,
  fuzzLinesPart,
  fuzzPipelinesPart,
  targetsPart,
  workerdMemory,
  guard,
  requestsPart,
  limiterPart,
  forgeryTokensPart,
  forgeryDeliveriesPart,
  convergencePart,
  convergenceKillsPart,
  revocationPart,
  matrixPart,
  migrationPart,
  migrationKillsPart,
  adapterPart,
  faultsPart,
  keySetPart,
  privacyPart,
  clerkSdkPart,
  clerkShapesPart,
  canary,
];

const usage = `npm run proof -- [part]… [--seed <n>] [--scale <x>] [--case <index>]

Compares the compiler with HostlistCompiler, and compiler and Worker with what they promise. Without a part all of them run:

${parts.map(({ name, summary }) => `  ${name.padEnd(19)} ${summary}`).join('\n')}

  --seed    another seed than 1 gives other random cases
  --scale   part of the full number of random cases, e.g. 0.01, or more than all, e.g. 10
  --case    only this random pipeline, as a report names it`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    scale: { type: 'string', default: '1' },
    case: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = await runParts();

async function runParts(): Promise<number> {
  const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}.\n\n${usage}`);
    return 2;
  }
  const chosen = parts.filter((part) => positionals.length === 0 || positionals.includes(part.name));
  const failed: string[] = [];
  for (const part of chosen) {
    console.log(`${part.name}: ${part.summary}`);
    const start = performance.now();
    const outcome = await part.run({
      seed: Number(values.seed),
      scale: Number(values.scale),
      caseIndex: values.case === undefined ? undefined : Number(values.case),
      print: (text) => console.log(text),
    });
    if (outcome === false) failed.push(part.name);
    const word = outcome === 'skipped' ? outcome : outcome ? 'proved' : 'FAILED';
    console.log(`${part.name}: ${word} in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  }
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

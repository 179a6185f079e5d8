import { type TransformationName, targetNames } from '@bloqr/compiler';
import { inputConfiguration } from '../../packages/cli/src/compile/input-configuration.ts';
import { findRealLists } from '../lists/find-real-lists.ts';
import { generateList } from '../lists/generate-list.ts';
import { listKinds } from '../lists/list-lines.ts';
import type { ProofPart } from './proof-part.ts';
import { compileSources } from './targets/compile-sources.ts';
import { judgeList } from './targets/judge-list.ts';

const generatedLines = 20_000;

/** Lists as they are and as the command compiles them by default. */
const sets: Readonly<Record<string, readonly TransformationName[]>> = {
  'no transformations': [],
  'the default of -i': inputConfiguration([]).transformations ?? [],
};

/** Every line of every list written for a software is one that this software takes. */
export const targetsPart: ProofPart = {
  name: 'targets',
  summary: 'published and generated lists in one, written for each software, each line judged by its rules',
  run: async ({ seed, print }) => {
    const paths = findRealLists().map(({ path }) => path);
    if (paths.length === 0) print('  no published lists on this machine: generated ones only');
    const texts = new Map(
      listKinds.map((kind): [string, string] => {
        const bytes = Buffer.concat([...generateList({ kind, lines: generatedLines, seed })]);
        return [`generated ${kind}`, bytes.toString('utf8')];
      }),
    );
    let areAllTaken = true;
    for (const [name, transformations] of Object.entries(sets)) {
      const compilation = await compileSources(texts, paths, transformations);
      const { linesRead, ruleCount } = compilation.statistics;
      print(`  ${name}: ${ruleCount} rules from ${linesRead} lines of ${texts.size + paths.length} lists`);
      print(`    ${'software'.padEnd(15)}${['rules', 'lines', 'refused', 'not taken'].map(right).join('')}`);
      for (const target of targetNames) {
        const judged = judgeList(compilation, target);
        const counts = [judged.ruleCount, judged.lineCount, judged.refused, judged.faults.length];
        print(`    ${target.padEnd(15)}${counts.map(right).join('')}`);
        for (const fault of judged.faults) print(`      ${fault}`);
        areAllTaken &&= judged.faults.length === 0;
      }
    }
    return areAllTaken;
  },
};

function right(value: string | number): string {
  return String(value).padStart(11);
}

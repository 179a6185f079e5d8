import { readFileSync } from 'node:fs';
import { findRealLists } from '../lists/find-real-lists.ts';
import { generateList } from '../lists/generate-list.ts';
import { listKinds } from '../lists/list-lines.ts';
import { compareBelowHeader } from '../oracle/compare-below-header.ts';
import { type TransformationSetName, transformationSets } from '../oracle/transformation-sets.ts';
import { type Comparing, explainCase } from './fuzz/explain-case.ts';
import type { Outcome } from './fuzz/outcome.ts';
import type { PipelineCase } from './fuzz/pipeline-case.ts';
import { withComparing } from './fuzz/with-comparing.ts';
import type { ProofPart } from './proof-part.ts';

const generatedLines = 20_000;
const sampleSize = 4;
const setNames = Object.keys(transformationSets) as TransformationSetName[];

/** Published and generated lists come out byte by byte the same as HostlistCompiler's, below the header. */
export const identity: ProofPart = {
  name: 'identity',
  summary: 'published and generated lists × sets A, B, C, byte-equal below the header',
  run: async ({ seed, print }) => {
    const lists = findRealLists().map(({ name, path }) => ({ name, bytes: readFileSync(path) }));
    if (lists.length === 0) print('  no published lists on this machine: generated ones only');
    for (const kind of listKinds) {
      const bytes = Buffer.concat([...generateList({ kind, lines: generatedLines, seed })]);
      lists.push({ name: `generated ${kind} (seed ${seed})`, bytes });
    }
    return withComparing(async (comparing) => {
      let areAllExplained = true;
      for (const list of lists) {
        for (const set of setNames) {
          const verdict = await compareList(list.bytes.toString('utf8'), set, comparing);
          print(`  ${list.name} × ${set}: ${verdict.text}`);
          areAllExplained &&= verdict.isExplained;
        }
      }
      return areAllExplained;
    });
  },
};

async function compareList(text: string, set: TransformationSetName, comparing: Comparing) {
  const subject: PipelineCase = {
    files: [{ name: 'list.txt', lines: text.split('\n'), lineEnd: '\n' }],
    configuration: {
      name: 'Identity',
      sources: [{ source: 'list.txt' }],
      transformations: transformationSets[set],
    },
  };
  const explanation = await explainCase(subject, comparing);
  switch (explanation.kind) {
    case 'equal': {
      const { outcome } = explanation;
      const lines = outcome.kind === 'list' ? outcome.body.split('\n').length - 1 : 0;
      return { isExplained: true, text: `equal, ${lines} lines` };
    }
    case 'explained':
      return {
        isExplained: true,
        text: `differs by ${explanation.by.join(' + ')}; ${describeDifference(explanation.ours, explanation.reference)}`,
      };
    case 'unexplained':
      return {
        isExplained: false,
        text: `UNEXPLAINED; ${describeDifference(explanation.ours, explanation.reference)}`,
      };
  }
}

function describeDifference(ours: Outcome, reference: Outcome): string {
  if (ours.kind !== 'list' || reference.kind !== 'list') {
    const describe = (outcome: Outcome) =>
      outcome.kind === 'list' ? 'a list' : `${outcome.kind}: ${outcome.message}`;
    return `ours is ${describe(ours)}, the reference ${describe(reference)}`;
  }
  const comparison = compareBelowHeader(ours.body, reference.body);
  if (comparison.isEqual) return 'the same';
  const { onlyFirst, onlySecond } = comparison;
  const sample = (lines: readonly string[]) =>
    lines.length === 0 ? '' : ` (${lines.slice(0, sampleSize).join(' ')} …)`;
  return `${onlyFirst.length} lines only in ours${sample(onlyFirst)}, ${onlySecond.length} only in the reference${sample(onlySecond)}`;
}

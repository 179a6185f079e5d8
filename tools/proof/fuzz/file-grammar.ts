import type { SeededRandom } from '../../lists/seeded-random.ts';
import type { LineGrammar } from './line-grammar.ts';
import type { CaseFile } from './pipeline-case.ts';

const conditions = [
  'true',
  'false',
  'x',
  '!x && true',
  '(true || x)',
  '',
  'true||',
  '!true',
  '(true',
  'true && (x || !false)',
] as const;
const conditionEnds = [
  ['!#endif'],
  ['!#else', '!#endif'],
  [],
  ['!#endif', '!#endif'],
  ['!#else'],
  ['!#else', 'x.org', '!#endif'],
] as const;
const includeDepthMax = 3;

/** Makes random files of lists: lines, line ends, conditions, and other files that they include. */
export class FileGrammar {
  private readonly random: SeededRandom;
  private readonly lineGrammar: LineGrammar;
  private readonly linesMax: number;
  /** Every included file has a name of its own: HostlistCompiler never ends where a list includes itself. */
  private included = 0;

  constructor(random: SeededRandom, lineGrammar: LineGrammar, linesMax: number) {
    this.random = random;
    this.lineGrammar = lineGrammar;
    this.linesMax = linesMax;
  }

  /** Adds a random file called `name` to `files`, and before it those that it includes. */
  addTo(files: CaseFile[], name: string, depth = 0): void {
    const { random } = this;
    const lines: string[] = [];
    for (let count = random.below(this.linesMax + 1); count > 0; count--) {
      lines.push(lines.length > 0 && random.chance(0.1) ? random.pick(lines) : this.lineGrammar.line());
    }
    if (random.chance(0.04)) this.addCondition(lines);
    // One include a file: when two fail, HostlistCompiler ends this process with an unhandled rejection.
    if (depth < includeDepthMax && random.chance(depth === 0 ? 0.05 : 0.2)) {
      const included = depth === 0 && random.chance(0.05) ? 'missing.txt' : `included-${this.included++}.txt`;
      lines.splice(
        random.below(lines.length + 1),
        0,
        `!#include ${included}${random.chance(0.1) ? ' ' : ''}`,
      );
      if (included !== 'missing.txt') this.addTo(files, included, depth + 1);
    }
    if (depth > 0 && random.chance(0.2)) lines.splice(random.below(lines.length + 1), 0, '! Diff-Path: x');
    if (random.chance(0.5)) lines.push('');
    const lineEnd = random.pickWeighted([
      ['\n', 80],
      ['\r\n', 10],
      ['\r', 4],
      ['\n\n', 6],
    ]);
    files.push({ name, lines, lineEnd });
  }

  private addCondition(lines: string[]): void {
    const { random } = this;
    const at = random.below(lines.length + 1);
    lines.splice(at, 0, `!#if ${random.pick(conditions)}`);
    lines.splice(at + 1 + random.below(lines.length - at), 0, ...random.pick(conditionEnds));
  }
}

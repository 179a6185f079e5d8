import type { Compilation } from '../compile.ts';
import { CompilerError } from '../errors.ts';
import type { Target, TargetName } from '../targets/target.ts';
import { targets } from '../targets/targets.ts';
import { eachLine } from '../text/each-line.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import type { FormatName } from './format.ts';
import { formats } from './formats.ts';
import { joinLines } from './join-lines.ts';
import { RefusalLog, type RefusedRules } from './refusal.ts';
import { writeLines } from './write-lines.ts';
import { writeNames } from './write-names.ts';

/** What a list is written for: any software that reads a format, or one software. */
export type ListOutput = { readonly format: FormatName } | { readonly target: TargetName };

/** A compiled list in its output format. */
export interface FormattedList {
  /** Rules in the list; a name that takes two lines is one. */
  readonly ruleCount: number;
  /** What could not be said, or not wholly; empty for plain adblock. */
  readonly refused: readonly RefusedRules[];
  /** What stands below the header, as `Compilation.rules()` gives it. */
  rules(): Iterable<Uint8Array>;
  /** Header and rules, as `Compilation.text()` gives them. */
  text(lastModified: Date): Iterable<Uint8Array>;
}

export type FormattableList = Pick<Compilation, 'rules' | 'text' | 'header' | 'statistics'>;

/**
 * Writes a compiled list in a format, or for a software. Plain adblock is what the compilation has, at no cost. All other
 * output is made while it is read; found out beforehand is what can be said and what is refused.
 *
 * @param limits.maxRules rules that the result may have at most
 * @throws CompilerError `too-many-rules`
 */
export function formatList(
  compilation: FormattableList,
  output: ListOutput,
  limits: { readonly maxRules?: number | undefined } = {},
): FormattedList {
  const list = write(compilation, output);
  const { maxRules = Number.POSITIVE_INFINITY } = limits;
  if (list.ruleCount > maxRules) {
    throw new CompilerError(
      'too-many-rules',
      `The list has ${list.ruleCount} rules; ${maxRules} is the limit`,
    );
  }
  return list;
}

function write(compilation: FormattableList, output: ListOutput): FormattedList {
  const target = 'target' in output ? targets[output.target] : undefined;
  const format = formats['target' in output ? targets[output.target].format : output.format];
  const read = () => eachLine(compilation.rules());
  const log = new RefusalLog();
  const syntax = target?.names ?? format.names;
  const written =
    syntax !== undefined
      ? writeNames(read, syntax, (line) => target?.check(line), log)
      : target !== undefined
        ? writeLines(read, target, log)
        : undefined;
  if (written === undefined) {
    return {
      ruleCount: compilation.statistics.ruleCount,
      refused: [],
      rules: () => compilation.rules(),
      text: (lastModified) => compilation.text(lastModified),
    };
  }
  // Configuration files end in a line end; of an adblock list the transformations decide.
  const endsInLine = syntax !== undefined || endsInLineEnd(compilation.rules());
  const rules = () => joinLines(written.lines(), endsInLine);
  return {
    ruleCount: written.ruleCount,
    refused: log.entries(),
    rules,
    *text(lastModified) {
      const whole = compilation.header(lastModified, format.commentMark, format.preamble?.(lastModified));
      const header = withoutHarm(whole, target);
      const isEmpty = syntax === undefined && compilation.statistics.lineCount === 0;
      yield encodeUtf8(isEmpty ? header : `${header}\n`);
      yield* rules();
    },
  };
}

/** A header without the lines that the software would stumble over, such as an endless description. */
function withoutHarm(header: string, target: Target | undefined): string {
  const isHarmful = target?.isHarmfulComment;
  if (isHarmful === undefined) return header;
  return header
    .split('\n')
    .filter((line) => !isHarmful(line))
    .join('\n');
}

function endsInLineEnd(chunks: Iterable<Uint8Array>): boolean {
  let last = 0;
  for (const chunk of chunks) last = chunk[chunk.length - 1] ?? last;
  return last === 0x0a;
}

import { styleText } from 'node:util';
import type { Compilation, CompileProgress, Severity } from '@bloqr/compiler';
import { formatDiagnostic, isAboutMissingSource } from '../command-line/format-diagnostic.ts';
import { formatCount, formatNumber } from '../command-line/format-number.ts';
import { isTalkSeen, say } from '../io/standard-streams.ts';

/** What the command says while and after it compiles. */
export interface Progress {
  onProgress(progress: CompileProgress): void;
  /** Says what came of it; `output` is where the list went. */
  onCompiled(output: string, compilation: Compilation, ruleCount: number): void;
  /** Takes a line that is not finished off the screen. */
  clear(): void;
}

const clearLine = '\r\u001b[K';

/** Talks on standard error to a person at a terminal, or, with `isVerbose`, to anyone. Silent otherwise. */
export function createProgress(sourceCount: number, isVerbose: boolean): Progress {
  const isSeen = isTalkSeen();
  if (!isSeen && !isVerbose) return { onProgress() {}, onCompiled() {}, clear() {} };
  let isLineOpen = false;
  const clear = () => {
    if (isLineOpen) say(clearLine);
    isLineOpen = false;
  };
  return {
    clear,
    onProgress(progress) {
      clear();
      if (progress.kind === 'source-finished') {
        say(`${style('dim', formatCount(progress.lineCount, 'line').padStart(16))}  ${progress.source}\n`);
      } else if (isSeen) {
        say(shorten(`reading ${progress.index + 1} of ${sourceCount}: ${progress.source}`));
        isLineOpen = true;
      }
    },
    onCompiled(output, compilation, ruleCount) {
      clear();
      if (isVerbose) {
        const found = compilation.diagnostics.filter((diagnostic) => !isAboutMissingSource(diagnostic));
        for (const diagnostic of found) say(formatDiagnostic(diagnostic, paintSeverity));
      }
      say(summarize(output, compilation, ruleCount, isVerbose));
    },
  };
}

function paintSeverity(severity: Severity): string {
  return style(severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'dim', severity);
}

function summarize(output: string, compilation: Compilation, ruleCount: number, isVerbose: boolean): string {
  const { statistics, diagnostics, diagnosticsDropped } = compilation;
  const removed = Object.entries(statistics.removed)
    .filter(([, lines]) => lines > 0)
    .map(([kind, lines]) =>
      kind === 'comments'
        ? formatCount(lines, 'comment')
        : `${formatNumber(lines)} ${removalNames[kind] ?? kind}`,
    );
  const told = diagnostics.filter(isAboutMissingSource).length;
  const findings = diagnostics.length - told + diagnosticsDropped;
  return [
    `${style('green', formatCount(ruleCount, 'rule'))} from ${formatCount(statistics.linesRead, 'line')} in ${output}`,
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
    ...(findings > 0 && !isVerbose ? [`${formatCount(findings, 'finding')}, shown with --verbose`] : []),
    ...(diagnosticsDropped > 0 && isVerbose ? [`${formatCount(diagnosticsDropped, 'further finding')}`] : []),
    '',
  ].join('\n');
}

const removalNames: Readonly<Record<string, string>> = {
  notIncluded: 'not included',
  blank: 'blank',
};

/** Coloured where standard error is a terminal and `NO_COLOR` is not set. */
function style(format: 'dim' | 'green' | 'red' | 'yellow', text: string): string {
  return styleText(format, text, { stream: process.stderr });
}

function shorten(text: string): string {
  const width = (process.stderr.columns || 80) - 1;
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

import { styleText } from 'node:util';
import type { Compilation, CompileProgress, Diagnostic } from '@bloqr/compiler';
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
        say(`${style('dim', count(progress.lineCount, 'line').padStart(16))}  ${progress.source}\n`);
      } else if (isSeen) {
        say(shorten(`reading ${progress.index + 1} of ${sourceCount}: ${progress.source}`));
        isLineOpen = true;
      }
    },
    onCompiled(output, compilation, ruleCount) {
      clear();
      if (isVerbose) for (const diagnostic of compilation.diagnostics) say(formatDiagnostic(diagnostic));
      say(summarize(output, compilation, ruleCount, isVerbose));
    },
  };
}

function formatDiagnostic({ source, line, column, severity, message, code }: Diagnostic): string {
  const place = [source, ...[line, column].filter((number) => number > 0)].join(':');
  const colour = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'dim';
  return `${place}: ${style(colour, severity)}: ${message} (${code})\n`;
}

function summarize(output: string, compilation: Compilation, ruleCount: number, isVerbose: boolean): string {
  const { statistics, diagnostics, diagnosticsDropped } = compilation;
  const removed = Object.entries(statistics.removed)
    .filter(([, lines]) => lines > 0)
    .map(([kind, lines]) =>
      kind === 'comments' ? count(lines, 'comment') : `${format(lines)} ${removalNames[kind] ?? kind}`,
    );
  const findings = diagnostics.length + diagnosticsDropped;
  return [
    `${style('green', count(ruleCount, 'rule'))} from ${count(statistics.linesRead, 'line')} in ${output}`,
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
    ...(findings > 0 && !isVerbose ? [`${count(findings, 'finding')}, shown with --verbose`] : []),
    ...(diagnosticsDropped > 0 && isVerbose ? [`${count(diagnosticsDropped, 'further finding')}`] : []),
    '',
  ].join('\n');
}

const removalNames: Readonly<Record<string, string>> = {
  notIncluded: 'not included',
  blank: 'blank',
};

function count(number: number, noun: string): string {
  return `${format(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function format(number: number): string {
  return number.toLocaleString('en-US');
}

/** Coloured where standard error is a terminal and `NO_COLOR` is not set. */
function style(format: 'dim' | 'green' | 'red' | 'yellow', text: string): string {
  return styleText(format, text, { stream: process.stderr });
}

function shorten(text: string): string {
  const width = (process.stderr.columns || 80) - 1;
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

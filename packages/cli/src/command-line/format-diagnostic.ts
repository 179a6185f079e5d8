import type { Diagnostic } from '@bloqr/compiler';
import { escapeControls } from './escape-controls.ts';

/**
 * A finding in one line as compilers write it, `source:line:column: severity: message (code)`.
 *
 * @param paint colours the severity
 */
export function formatDiagnostic(
  { source, line, column, severity, message, fix, code }: Diagnostic,
  paint: (severity: Diagnostic['severity']) => string = (text) => text,
): string {
  const place = [source, ...[line, column].filter((number) => number > 0)].join(':');
  const advice = fix === undefined ? '' : ` ${fix}`;
  return `${escapeControls(place)}: ${paint(severity)}: ${escapeControls(message + advice)} (${code})\n`;
}

/** Whether a finding is that a source was left out, or that something older stands for it. */
export function isAboutMissingSource({ code }: Diagnostic): boolean {
  return code === 'source-skipped' || code === 'source-last-good';
}

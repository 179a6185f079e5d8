import type { CompileResponse } from '@bloqr/contract';
import type { CompiledList } from './compile-list.ts';

/** The JSON answer, piece by piece, so that the list never stands in memory as a whole. */
export function* encodeListJson({ compilation, digest, lastModified }: CompiledList): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  yield encoder.encode('{"list":"');
  for (const chunk of compilation.text(lastModified)) {
    yield encoder.encode(escapeText(decoder.decode(chunk, { stream: true })));
  }
  const rest = {
    ruleCount: compilation.statistics.ruleCount,
    digest,
    statistics: compilation.statistics,
    diagnostics: compilation.diagnostics,
    diagnosticsDropped: compilation.diagnosticsDropped,
    refused: [],
  } satisfies Omit<CompileResponse, 'list' | 'statistics' | 'diagnostics'> &
    Readonly<Record<'statistics' | 'diagnostics', unknown>>;
  yield encoder.encode(`${escapeText(decoder.decode())}",${JSON.stringify(rest).slice(1)}`);
}

/** The inside of a JSON string. */
function escapeText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

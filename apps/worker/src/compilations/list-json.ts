import type { CompiledList, CompileSummary } from './compiled-list.ts';

/** The JSON answer, piece by piece, so that the list never stands in memory as a whole. */
export function* encodeListJson({ summary, text }: CompiledList): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  yield encoder.encode('{"list":"');
  for (const chunk of text()) yield encoder.encode(escapeText(decoder.decode(chunk, { stream: true })));
  yield encoder.encode(`${escapeText(decoder.decode())}",${encodeSummaryJson(summary).slice(1)}`);
}

/** The JSON answer without the list, its fields always in the same order. */
export function encodeSummaryJson(summary: CompileSummary): string {
  const { ruleCount, digest, statistics, diagnostics, diagnosticsDropped, refused, analysis, explanation } =
    summary;
  return JSON.stringify({
    ruleCount,
    digest,
    statistics,
    diagnostics,
    diagnosticsDropped,
    refused,
    analysis,
    explanation,
  } satisfies Record<keyof CompileSummary, unknown>);
}

/** The inside of a JSON string. */
function escapeText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

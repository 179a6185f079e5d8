import type { CompileProgress } from '@bloqr/compiler';
import type { CompileEvent } from '@bloqr/contract';
import type { DeepReadonly } from '../lib/deep-readonly.ts';
import type { CompiledList } from './compiled-list.ts';

/** Sends an event; resolves when the reader wants more. */
type Send = <Name extends CompileEvent['event']>(
  event: Name,
  data: DeepReadonly<Extract<CompileEvent, { event: Name }>['data']>,
) => unknown;

/** Turns what a compile tells while it runs into events, the stages between reading and writing among them. */
export function followProgress(send: Send, sourceCount: number): (progress: CompileProgress) => void {
  send('stage', { stage: 'reading' });
  let finished = 0;
  return (progress) => {
    const { index, source } = progress;
    if (progress.kind === 'source-started') {
      send('source', { index, source, status: 'started' });
      return;
    }
    const { lineCount, byteCount } = progress;
    send('source', { index, source, status: 'finished', lineCount, byteCount });
    finished += 1;
    if (finished === sourceCount) send('stage', { stage: 'settling' });
  };
}

/** Diagnostics in one event; a thousand of them would be a very long line. */
const diagnosticsAtOnce = 100;

/** Characters of a piece of the list at least, but for the last one. */
const pieceLengthMin = 32_768;

/** Sends a finished list, piece by piece, and that it was the last. */
export async function sendList({ summary, text }: CompiledList, send: Send): Promise<void> {
  send('stage', { stage: 'writing' });
  for (let at = 0; at < summary.diagnostics.length; at += diagnosticsAtOnce) {
    send('diagnostics', { diagnostics: summary.diagnostics.slice(at, at + diagnosticsAtOnce) });
  }
  const { diagnostics: _sent, ...statistics } = summary;
  send('statistics', statistics);
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  let piece = '';
  for (const chunk of text()) {
    piece += decoder.decode(chunk, { stream: true });
    if (piece.length < pieceLengthMin) continue;
    await send('list', { text: piece });
    piece = '';
  }
  if (piece !== '') await send('list', { text: piece });
  send('done', {});
}

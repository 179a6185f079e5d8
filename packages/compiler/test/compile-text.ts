import { type Compilation, compile } from '../src/compile.ts';
import type { Configuration } from '../src/configuration/configuration.ts';
import { createSourceReader } from '../src/source/create-source-reader.ts';
import { readerOptions } from './source-reading.ts';

/** Compiles one text. */
export function compileText(text: string, configuration: Partial<Configuration> = {}): Promise<Compilation> {
  const reader = createSourceReader(readerOptions({ preFetchedContent: new Map([['list', text]]) }));
  return compile(
    { name: 'Test', sources: [{ source: 'list' }], ...configuration },
    { reader, generator: 'test' },
  );
}

/** A text that comes in chunks. */
export function joinChunks(chunks: Iterable<Uint8Array>): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

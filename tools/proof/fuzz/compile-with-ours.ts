import { CompilerError, compile } from '@bloqr/compiler';
import { belowHeader } from '../../oracle/compare-below-header.ts';
import type { Compiler } from './compiler.ts';
import { createFileReader } from './file-reader.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const lastModified = new Date(0);

/** Our compiler, through its public door. It refuses with a CompilerError; anything else that it throws is a crash. */
export const compileWithOurs: Compiler = async (configuration) => {
  try {
    const compilation = await compile(configuration, { reader: createFileReader() });
    const chunks = Array.from(compilation.text(lastModified), (chunk) => Buffer.from(chunk));
    return { kind: 'list', body: belowHeader(decoder.decode(Buffer.concat(chunks))) };
  } catch (error) {
    if (error instanceof CompilerError)
      return { kind: 'refusal', message: `${error.code}: ${error.message}` };
    return {
      kind: 'crash',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
};

import { belowHeader } from '../../oracle/compare-below-header.ts';
import { loadHostlistCompiler } from '../../oracle/hostlist-compiler.ts';
import type { Compiler } from './compiler.ts';

/** HostlistCompiler. It refuses with an Error or a SyntaxError (of a regular expression); a TypeError is a crash. */
export const compileWithReference: Compiler = async (configuration) => {
  try {
    const lines = await loadHostlistCompiler().compile(configuration);
    // As its command writes it: a half of a surrogate pair becomes U+FFFD.
    return { kind: 'list', body: belowHeader(Buffer.from(lines.join('\n')).toString()) };
  } catch (error) {
    return { kind: error instanceof TypeError ? 'crash' : 'refusal', message: String(error) };
  }
};

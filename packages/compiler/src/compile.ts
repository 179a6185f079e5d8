import type { Configuration } from './configuration/configuration.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { SourceReader } from './source/source-reader.ts';
import type { Statistics } from './statistics.ts';

export interface CompileOptions {
  /** Where sources come from; see `createSourceReader`. */
  readonly reader: SourceReader;
  /**
   * `compatible` (default) gives HostlistCompiler's result with its documented defects mended; `strict` also refuses
   * what HostlistCompiler lets pass, see docs/compatibility.md.
   */
  readonly mode?: 'compatible' | 'strict';
  /** What stands behind `! Compiled by`. */
  readonly generator?: string;
  readonly onProgress?: (progress: CompileProgress) => void;
  /** Diagnostics kept; further ones are only counted. Default 1,000. */
  readonly diagnosticsMax?: number;
}

export type CompileProgress =
  | { readonly kind: 'source-started'; readonly index: number; readonly source: string }
  | {
      readonly kind: 'source-finished';
      readonly index: number;
      readonly source: string;
      readonly lineCount: number;
      readonly byteCount: number;
    };

/** A finished compile. It holds the result in compact form; the text is made while it is read. */
export interface Compilation {
  readonly statistics: Statistics;
  readonly diagnostics: readonly Diagnostic[];
  /** Diagnostics beyond `diagnosticsMax`, only counted. */
  readonly diagnosticsDropped: number;
  /**
   * The lines below the header, joined by LF, as UTF-8 in chunks of some 64 KiB. A chunk is valid until the next one
   * is asked for. Can be run several times and gives the same bytes each time.
   */
  rules(): Iterable<Uint8Array>;
  /** The whole list: header with this date, then the rules. */
  text(lastModified: Date): Iterable<Uint8Array>;
}

/**
 * Compiles a list as `configuration` says.
 *
 * @throws CompilerError when a source cannot be had, a directive is broken or a regular expression is refused
 */
export async function compile(_configuration: Configuration, _options: CompileOptions): Promise<Compilation> {
  throw new Error('under construction');
}

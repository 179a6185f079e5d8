/**
 * Reads sources as lines. This is the door between the compile, which only sees bytes of lines, and the outside
 * (fetch, files), which callers pass in; see `create-source-reader.ts` for the implementation.
 */
export interface SourceReader {
  /**
   * Streams one source into `sink`, includes and conditions resolved, and resolves when its last line was
   * delivered.
   *
   * @param reference the source as named in the configuration (URL, path, or a key of pre-fetched content)
   * @param pointer JSON Pointer of that place in the configuration, for errors
   * @throws CompilerError when the source cannot be had or its directives are broken
   */
  read(reference: string, pointer: string, sink: LineSink): Promise<SourceSummary>;
}

/**
 * Receives the lines of a source in order. A line is `bytes[start, end)` without its line end, valid only during the
 * call; `classes` are the {@link ByteClass}es of its bytes, or-ed.
 */
export interface LineSink {
  /** The lines that follow stand in the file named so: the source itself or one of its includes. */
  enterFile(source: string): void;
  /** One line; `lineNumber` is 1-based in the file last entered. */
  line(bytes: Uint8Array, start: number, end: number, classes: number, lineNumber: number): void;
}

/** What was read of one source, includes counted in. */
export interface SourceSummary {
  /** Lines delivered. */
  readonly lineCount: number;
  /** Bytes read after decompression. */
  readonly byteCount: number;
  /** Files read: 1 plus the includes. */
  readonly fileCount: number;
}

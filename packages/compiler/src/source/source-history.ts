/**
 * Keeps what sources said when they were last good, for `onError: "last-good"` and for the guard against sources that
 * shrink. A port: the command keeps files.
 */
export interface SourceHistory {
  /** What a source said last; undefined where nothing is kept of it. */
  recall(source: string): Promise<KeptSource | undefined>;
  /** Begins to keep a source anew. What was kept stays until {@link SourceRecording.keep}. */
  record(source: string): SourceRecording;
}

export interface KeptSource {
  /** Lines as they were read, includes and conditions resolved. */
  readonly lineCount: number;
  /** The lines, joined by LF, as UTF-8. A chunk is valid until the next one is asked for. */
  readonly text: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The lines of a source, being written down. */
export interface SourceRecording {
  /** One line, `bytes[start, end)`, valid during the call. */
  add(bytes: Uint8Array, start: number, end: number): void;
  /** The source was good: from now on this is what is recalled. A failure to keep it is no reason to fail. */
  keep(lineCount: number): Promise<void>;
  /** It was not. */
  discard(): void;
}

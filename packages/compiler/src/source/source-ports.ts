/** Structural subset of the platform's AbortSignal. */
export interface Signal {
  readonly aborted: boolean;
}

/** Structural subset of the platform's Response that the source reader needs. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Decompressed body. Its chunks stay valid: the reader may keep them. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** What the outside gives the source reader. A port left out means that the thing cannot be done here. */
export interface SourcePorts {
  /**
   * One GET without following redirects and without cookies. Rejects when no answer came. When `signal` aborts, it
   * and a body under way reject. Called without `this`.
   */
  readonly fetch?: (
    url: string,
    init: { readonly headers: Readonly<Record<string, string>>; readonly signal: Signal },
  ) => Promise<HttpResponse>;
  /**
   * Opens a local file (or standard input for `-`); it or its first chunk rejects with `code: 'ENOENT'` where there
   * is none. A chunk need stay valid only until the next one is asked for.
   */
  readonly openFile?: (path: string) => Promise<AsyncIterable<Uint8Array>>;
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
  /** A signal that aborts after so many milliseconds, e.g. `AbortSignal.timeout`. */
  readonly timeout: (milliseconds: number) => Signal;
}

/** Limits of one compile's reading. Every one has a name, so that an error can say which was met. */
export interface SourceLimits {
  /** Decompressed bytes of one file. */
  readonly fileBytesMax: number;
  /** Decompressed bytes of all files of one compile. */
  readonly totalBytesMax: number;
  /** Redirects followed for one file. */
  readonly redirectsMax: number;
  /** Milliseconds for one file, first request to last byte. */
  readonly fileTimeoutMs: number;
  /** Mean bytes a second that a body must reach once its first 5 seconds are over. */
  readonly bytesPerSecondMin: number;
  readonly includeDepthMax: number;
  /** Files included in one compile. */
  readonly includeFilesMax: number;
}

export interface SourceReaderOptions {
  readonly ports: SourcePorts;
  readonly limits: SourceLimits;
  /** `host:port` that the guard lets through although it is local; empty in production. */
  readonly hostAllowlist?: ReadonlySet<string>;
  /** Host names of this service itself, which it must not call. */
  readonly ownHosts?: ReadonlySet<string>;
  /**
   * Text by source string, used instead of reading the source; for an include the key is its complete URL without a
   * fragment, or its path as joined to the including list's directory.
   */
  readonly preFetchedContent?: ReadonlyMap<string, string>;
  /** Ends all reading when it aborts. A caller who wants that at once also lets it abort the `timeout` signals. */
  readonly signal?: Signal;
}

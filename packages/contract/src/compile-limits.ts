/** Limits of one compile request that hold for every tier: they keep one request inside one isolate's memory and CPU. */
export const compileLimits = {
  /**
   * Bytes of the request body. Room for an anonymous caller's whole input as pre-fetched content, with the escapes
   * that JSON adds, and small enough that body, text and parsed value fit into an isolate together.
   */
  bodyBytesMax: 16_000_000,
  /** Inclusions and exclusions of one configuration, both levels added up. */
  filtersMax: 1000,
  /** UTF-16 units of one inclusion or exclusion; bytes where it stands in a file. */
  filterLengthMax: 1000,
  /** Lines of all files of inclusions and exclusions of one compile. */
  filterLinesMax: 20_000,
  /** Estimated time for matching lines against inclusions and exclusions: some 20 s, below a Worker's CPU limit of 30 s. */
  filterWorkNsMax: 20e9,
} as const;

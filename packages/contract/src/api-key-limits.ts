/** What holds for everybody's API keys, whatever their tier. */
export const apiKeyLimits = {
  /** Keys of one person that are neither revoked nor expired. */
  activeMax: 25,
  /** Characters (Unicode code points) of a name. */
  nameLengthMax: 100,
  /** Days after which a key expires that does so at all; at least one. */
  lifetimeDaysMax: 365,
  /** Seconds for which a key that was replaced still works where nothing else is asked for. */
  overlapSecondsDefault: 24 * 60 * 60,
  /** The most that can be asked for. */
  overlapSecondsMax: 7 * 24 * 60 * 60,
  /** Bytes of a body that makes or changes a key. */
  bodyBytesMax: 4096,
} as const;

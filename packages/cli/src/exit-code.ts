/** Every exit code of the command with its meaning. The help prints this table. */
export const exitCodes = {
  success: { code: 0, meaning: 'done' },
  failure: { code: 1, meaning: 'the list cannot be written, or the command itself is at fault' },
  usage: { code: 2, meaning: 'the command line is wrong' },
  configuration: { code: 3, meaning: 'the configuration cannot be read or is invalid' },
  source: { code: 5, meaning: 'a source cannot be had, or it is no filter list' },
  findings: { code: 6, meaning: 'what was looked at has errors, or differs' },
  limit: { code: 7, meaning: 'the list has more rules than --max-rules allows' },
  service: { code: 8, meaning: 'a service cannot be asked, or it refuses' },
  readerGone: { code: 141, meaning: 'whoever read standard output stopped before its end' },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

export type ExitReason = keyof typeof exitCodes;

/** Lengths and lifetimes of the sign-in; docs/better-auth.md lists them. */
export const authLimits = {
  /** NIST SP 800-63B (3.1.1.2) and OWASP's cheat sheet on authentication ask for eight at least. */
  passwordLengthMin: 8,
  /** Hashing takes longer the longer it is. */
  passwordLengthMax: 128,
  sessionSeconds: 7 * 86_400,
  /** A session that is used after so long lives on from then. */
  sessionUpdateSeconds: 86_400,
  /** For so long after signing in, one sees one’s sessions and may delete the account without the password. */
  freshSeconds: 86_400,
  resetSeconds: 3600,
  verificationSeconds: 3600,
  /** Of a request; the largest that anybody sends is what a security key says of itself. */
  bodyBytesMax: 32_768,
  /** Of each question that the library has for the database. */
  databaseTimeLimitMs: 5000,
} as const;

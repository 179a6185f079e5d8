/** Whether a database has refused a row because of one that there is, such as somebody with the same address. */
export function isConstraint(error: unknown): boolean {
  return error instanceof Error && /\bconstraint\b/i.test(error.message);
}

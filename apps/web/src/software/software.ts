/** Software that can read a list. */
export interface Software {
  /** What the API calls it. */
  readonly name: string;
  readonly title: string;
  /** From which version on. */
  readonly versions: string;
  /** Where the list is entered there. */
  readonly instructions: string;
  /** What a file of its form ends in, without a dot. */
  readonly extension: string;
}

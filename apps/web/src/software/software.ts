/** Software that can read a list. */
export interface Software {
  /** What the API calls it. */
  readonly name: string;
  /** What it is called in a sentence. */
  readonly title: string;
  /** The title in two parts, where it says more than the name. */
  readonly shortTitle: string;
  readonly remark: string;
  /** From which version on. */
  readonly versions: string;
  /** Where the list is entered there. */
  readonly instructions: string;
  /** What a file of its form ends in, without a dot. */
  readonly extension: string;
}

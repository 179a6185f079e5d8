/** The filters of a compile are more, or need more work, than one compile may use. */
export class FilterLimitError extends Error {
  override readonly name = 'FilterLimitError';
  /** JSON Pointer into the configuration. */
  readonly pointer: string;

  constructor(message: string, pointer: string) {
    super(message);
    this.pointer = pointer;
  }
}

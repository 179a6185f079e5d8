/** The name of a host turned out to stand for an address that is not public. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  readonly code = 'ADDRESS_NOT_PUBLIC';

  constructor(hostname: string, address: string) {
    super(`${hostname} is ${address}, which is not a public address`);
  }

  /** The error of this kind among `error` and its causes. */
  static among(error: unknown): PrivateAddressError | undefined {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof PrivateAddressError) return cause;
    }
    return undefined;
  }
}

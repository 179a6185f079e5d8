/** A place for bytes that may be lost at any time. */
export interface BlobStore {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array, ttlSeconds: number): Promise<void>;
}

const blockBytes = 64 * 1024;

/** Reads chunks one by one, so that a reader can stop between two of them, and closes what they come from. */
export class ChunkReader {
  private readonly source: AsyncGenerator<Uint8Array, void>;
  private held: Uint8Array[] | undefined;

  constructor(source: AsyncGenerator<Uint8Array, void>) {
    this.source = source;
  }

  /** The next chunk, valid until the next call; undefined at the end. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.held !== undefined) return this.held.shift();
    const { done, value } = await this.source.next();
    return done === true ? undefined : value;
  }

  /** Reads the rest into memory now, so that nothing stays open while the reader does something else. */
  async hold(): Promise<void> {
    if (this.held !== undefined) return;
    const blocks: Uint8Array[] = [];
    // Copied into blocks: the source may use its chunk again, and a body of tiny chunks must not cost many arrays.
    let block = new Uint8Array(blockBytes);
    let length = 0;
    for await (const chunk of this.source) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + blockBytes - length);
        block.set(piece, length);
        at += piece.length;
        length += piece.length;
        if (length < blockBytes) continue;
        blocks.push(block);
        block = new Uint8Array(blockBytes);
        length = 0;
      }
    }
    this.held = length > 0 ? [...blocks, block.subarray(0, length)] : blocks;
  }

  /** Ends reading early or late. Never rejects: what is thrown while closing is no longer of interest. */
  async close(): Promise<void> {
    try {
      await this.source.return();
    } catch {
      // The outcome of the reading is known already.
    }
  }
}

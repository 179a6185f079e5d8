import { RecordKind, recordHash } from '../store/record-layout.ts';
import { RecordTable } from '../store/record-table.ts';
import { RuleStore } from '../store/rule-store.ts';
import { hashFromRight } from '../text/hash.ts';

/** Lines of ASCII seen, in compact form: a million take some 40 MB. */
export class LineSet {
  private readonly store = new RuleStore();
  private readonly table = new RecordTable(this.store, 0);
  private bytes: Uint8Array = new Uint8Array(1024);

  /** Whether the line is new; it is known from now on. */
  add(line: string): boolean {
    const hash = this.hashOf(line);
    const { bytes } = this;
    if (this.table.find(RecordKind.text, hash, bytes, 0, line.length) !== -1) return false;
    this.table.insert(hash, this.store.append(RecordKind.text, 1, hash, bytes, 0, line.length));
    return true;
  }

  has(line: string): boolean {
    return this.table.find(RecordKind.text, this.hashOf(line), this.bytes, 0, line.length) !== -1;
  }

  /** The hash of a line, which stands at the start of `bytes` then. */
  private hashOf(line: string): number {
    const { length } = line;
    if (length > this.bytes.length) this.bytes = new Uint8Array(length * 2);
    const { bytes } = this;
    for (let at = 0; at < length; at++) bytes[at] = line.charCodeAt(at);
    return recordHash(RecordKind.text, hashFromRight(bytes, 0, length));
  }
}

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
    const { length } = line;
    if (length > this.bytes.length) this.bytes = new Uint8Array(length * 2);
    const { bytes } = this;
    for (let at = 0; at < length; at++) bytes[at] = line.charCodeAt(at);
    const hash = recordHash(RecordKind.text, hashFromRight(bytes, 0, length));
    if (this.table.find(RecordKind.text, hash, bytes, 0, length) !== -1) return false;
    this.table.insert(hash, this.store.append(RecordKind.text, 1, hash, bytes, 0, length));
    return true;
  }
}

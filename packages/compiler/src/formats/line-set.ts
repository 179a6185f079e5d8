import { RecordKind, recordHash } from '../store/record-layout.ts';
import { RecordTable } from '../store/record-table.ts';
import { RuleStore } from '../store/rule-store.ts';
import { hashFromRight } from '../text/hash.ts';
import { encodeUtf8 } from '../text/utf8.ts';

/** Lines seen, in compact form: a million take some 40 MB. */
export class LineSet {
  private readonly store = new RuleStore();
  private readonly table = new RecordTable(this.store, 0);

  /** Whether the line is new; it is known from now on. */
  add(line: string): boolean {
    const bytes = encodeUtf8(line);
    const hash = recordHash(RecordKind.text, hashFromRight(bytes, 0, bytes.length));
    if (this.table.find(RecordKind.text, hash, bytes, 0, bytes.length) !== -1) return false;
    this.table.insert(hash, this.store.append(RecordKind.text, 1, hash, bytes, 0, bytes.length));
    return true;
  }
}

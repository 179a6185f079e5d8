import { type ListKind, ListLines } from './list-lines.ts';
import { SeededRandom } from './seeded-random.ts';

/** What list to make. The same shape gives the same bytes. */
export interface ListShape {
  readonly kind: ListKind;
  /** Physical lines. */
  readonly lines: number;
  readonly seed: number;
  /** `mixed` unless said otherwise has CRLF in a tenth of its blocks; all others have LF. */
  readonly lineEnd?: '\n' | '\r\n' | '\r';
}

const chunkLines = 2000;
const recentLines = 4096;

/** Share of lines that stand twice. */
const repeatRates: Readonly<Record<ListKind, number>> = {
  hosts: 0.004,
  domains: 0.0002,
  'adblock-dns': 0.002,
  'adblock-browser': 0.002,
  mixed: 0.03,
  unique: 0,
};

/** Makes a filter list that looks like real ones, in chunks of some 50 KB. Deterministic; holds no more than a chunk. */
export function* generateList(shape: ListShape): Generator<Uint8Array> {
  const random = new SeededRandom(shape.seed);
  const lines = new ListLines(shape.kind, random);
  const recent: string[] = [];
  const encoder = new TextEncoder();
  const heading = headingOf(shape).slice(0, shape.lines);
  let made = 0;
  while (made < shape.lines) {
    const lineEnd = shape.lineEnd ?? (shape.kind === 'mixed' && random.chance(0.1) ? '\r\n' : '\n');
    let text = '';
    for (const stop = Math.min(made + chunkLines, shape.lines); made < stop; made++) {
      const isRepeat = recent.length > 0 && random.chance(repeatRates[shape.kind]);
      const line = heading[made] ?? (isRepeat ? random.pick(recent) : lines.next());
      if (recent.length < recentLines) recent.push(line);
      else if (!isRepeat) recent[made % recentLines] = line;
      text += line + lineEnd;
    }
    yield encoder.encode(text);
  }
}

function headingOf(shape: ListShape): readonly string[] {
  const mark = shape.kind === 'hosts' || shape.kind === 'domains' ? '#' : '!';
  return [
    `${mark} Title: Generated ${shape.kind} list`,
    `${mark} Entries: ${shape.lines}`,
    `${mark} Seed: ${shape.seed}`,
    mark,
  ];
}

import type { SeededRandom } from '../../lists/seeded-random.ts';
import {
  brokenBytes,
  characters,
  comments,
  cosmetics,
  endings,
  hostsAddresses,
  oddOptions,
  options,
  prefixes,
  regularExpressions,
  spaces,
} from './line-samples.ts';
import { NameGrammar } from './name-grammar.ts';
import { rawByte } from './pipeline-case.ts';

/**
 * Random lines of filter lists: every form that a compiler tells apart, next to what nearly has that form. `oddity`
 * (0 to 2, 1 is usual) says how often the rare things come.
 */
export class LineGrammar {
  readonly names: NameGrammar;
  private readonly random: SeededRandom;
  private readonly oddity: number;

  constructor(random: SeededRandom, oddity: number) {
    this.random = random;
    this.oddity = oddity;
    this.names = new NameGrammar(random, oddity);
  }

  /** One line without its end; never CR or LF in it. */
  line(): string {
    const { random } = this;
    let line = this.plainLine();
    if (random.chance(0.05 * this.oddity)) line = this.mutate(line);
    if (random.chance(0.06)) line = random.pick(spaces) + line;
    if (random.chance(0.06)) line += random.pick(spaces);
    return line;
  }

  private plainLine(): string {
    const { random } = this;
    const roll = random.next() * 100;
    if (roll < 22) return this.hostsRule();
    if (roll < 36) return this.names.name();
    if (roll < 72) return this.networkRule();
    if (roll < 79) return this.addressRule();
    if (roll < 87) return random.pick(comments);
    if (roll < 91) return random.pick(['', ' ', '\t', '  \t ', '\u00a0', '\ufeff', '\u3000 ']);
    if (roll < 94) return random.pick(regularExpressions);
    if (roll < 97) return this.names.name() + random.pick(cosmetics);
    if (roll < 98)
      return random.pick([
        '||',
        '@@',
        '^',
        '*',
        '$',
        '|',
        '.',
        '@@||',
        '||^',
        '||*^',
        '^|',
        '$important',
        '@',
        '://',
        '-',
      ]);
    return Array.from({ length: random.below(12) }, () => random.pick(characters)).join('');
  }

  private hostsRule(): string {
    const { random } = this;
    const address = random.chance(0.05) ? this.names.address() : random.pick(hostsAddresses);
    let line: string = address + this.space();
    const count = random.pickWeighted([
      [1, 78],
      [2, 12],
      [3, 5],
      [0, 5],
    ]);
    line += Array.from({ length: count }, () => this.names.name()).join(this.space());
    if (random.chance(0.15)) {
      line += random.pick([
        ' # comment',
        '#comment',
        ' #',
        '  # two words',
        '\t#',
        ' ## x',
        ' !',
        ' # a # b',
        '# ',
        ' #\u00a0',
      ]);
    }
    return line;
  }

  private networkRule(): string {
    const { random } = this;
    const isUsual = random.chance(0.4);
    const head = isUsual ? '||' : random.pickWeighted(prefixes);
    const tail = isUsual ? '^' : random.pickWeighted(endings);
    let body = this.names.name();
    if (random.chance(0.04)) body = body.replace('.', random.pick(['*', '.*.', '*.', '.*', '^', '..']));
    return head + body + tail + (random.chance(0.3) ? this.options() : '');
  }

  private addressRule(): string {
    const { random } = this;
    const head = random.pick(['||', '||', '', '|', '@@||', '@@', '://']);
    const tail = random.pick(['^', '^', '', '.', '.*', '^|', '.*^', '.^', '*', '|', '.*^|']);
    return head + this.names.address() + tail + (random.chance(0.25) ? this.options() : '');
  }

  private options(): string {
    const { random } = this;
    const one = () => (random.chance(0.12 * this.oddity) ? random.pick(oddOptions) : random.pick(options));
    const count = random.pickWeighted([
      [1, 62],
      [2, 27],
      [3, 9],
      [0, 2],
    ]);
    const separator = random.chance(0.02 * this.oddity) ? random.pick([',,', '\\,', ', ', '$', '|']) : ',';
    return `$${Array.from({ length: count }, one).join(separator)}`;
  }

  private space(): string {
    return this.random.chance(0.8) ? ' ' : this.random.pick(spaces);
  }

  /** Puts a character in, takes one out or exchanges one, up to three times; seldom with bytes that are not UTF-8. */
  private mutate(line: string): string {
    const { random } = this;
    let mutated = line;
    for (let times = 1 + random.below(3); times > 0; times--) {
      const at = random.below(mutated.length + 1);
      const piece = random.chance(0.05)
        ? random.pick(brokenBytes).map(rawByte).join('')
        : random.pick(characters);
      const kept = random.chance(0.5) ? at : at + 1;
      mutated = mutated.slice(0, at) + (random.chance(0.25) ? '' : piece) + mutated.slice(kept);
    }
    return Buffer.from(mutated).toString().replaceAll('\ufffd', '');
  }
}

import { formatNameRule } from '../rule/name-rule.ts';
import { readDnsmasqLine } from './dnsmasq-line.ts';
import type { ForeignComplaint, ForeignLine, ForeignRule } from './foreign-line.ts';
import { readRpzLine, type ZoneState } from './rpz-line.ts';
import { type LocalAnswer, readLocalAnswer, readUnboundLine } from './unbound-line.ts';

/** What became of a line that was recognised: rules in adblock syntax, none for a line of structure. */
export interface TranslatedLine {
  readonly rules: readonly string[];
  /** Of those, what the line held so far comes to; undefined where none is held, or is so still. */
  readonly ofHeld?: readonly string[];
  /** What this line comes to, together with the held one or by itself; undefined while it is held. */
  readonly ofLine?: readonly string[];
  readonly complaint: ForeignComplaint | undefined;
  /** The line waits for the next one: its rules come with that or at the end. */
  readonly isHeld?: true;
}

/** A line without this is of none of the syntaxes: white space, or how a line begins or ends that has none. */
const sign = /\s|^(?:address|local|server|ipset|nftset|host-record)[=:-]|^[;$]|:$/;

/** Characters of a line that is looked at. dnsmasq reads 1,025 bytes of a line, names in zones are shorter. */
const lineLengthMax = 4096;

/**
 * Recognises lines in the syntax of DNS software, each by itself, and turns them into rules. It remembers the little
 * that spans lines: the parentheses of a zone's SOA record, its `$ORIGIN`, the two records of a zone for a name and for
 * what lies below it, and an unbound zone of type `redirect`, of which only its data say whether it blocks.
 */
export class ForeignLines {
  private readonly zone: ZoneState = { origin: '', isOpen: false };
  /** The redirect zone that waits for its data, and the one that has had some. */
  private waiting: string | undefined;
  private answered: string | undefined;
  /** The last record of a zone. */
  private record: ForeignRule | undefined;

  /** Whether the next line belongs to the last one, whatever it looks like. */
  get isOpen(): boolean {
    return this.zone.isOpen;
  }

  /** Stands for the line whose rules are still to come, another value for each; undefined where there is none. */
  get held(): unknown {
    return this.record ?? this.waiting;
  }

  /** Undefined for a line of none of these syntaxes. */
  translate(line: string): TranslatedLine | undefined {
    if (line.length > lineLengthMax || !(this.zone.isOpen || sign.test(line))) return undefined;
    if (this.waiting !== undefined || this.answered !== undefined) {
      const data = readLocalAnswer(line);
      if (data !== undefined && data.name === (this.waiting ?? this.answered)) return this.takeData(data);
    }
    const found = this.read(line);
    if (found === undefined) return undefined;
    if (found.kind === 'record') return this.takeRecord(found.rule);
    const ofHeld = this.takeWaiting();
    if (found.kind === 'redirect') {
      this.waiting = found.name;
      return { rules: ofHeld, ofHeld, complaint: undefined, isHeld: true };
    }
    if (found.kind === 'structure') return { rules: ofHeld, ofHeld, ofLine: [], complaint: undefined };
    const ofLine = found.rules.map(formatNameRule);
    return { rules: [...ofHeld, ...ofLine], ofHeld, ofLine, complaint: found.complaint };
  }

  /** Says that no line of this source follows; gives the rules that are still due. */
  end(): readonly string[] {
    this.zone.isOpen = false;
    this.zone.origin = '';
    return this.takeWaiting();
  }

  /** What the lines so far are still to say. A redirect zone without data answers nothing, and so blocks. */
  private takeWaiting(): readonly string[] {
    const { waiting, record } = this;
    this.waiting = undefined;
    this.answered = undefined;
    this.record = undefined;
    return [
      ...(record === undefined ? [] : [formatNameRule(record)]),
      ...(waiting === undefined ? [] : [`||${waiting}^`]),
    ];
  }

  /** Records for a name and for what lies below it, one right after the other, are one rule. */
  private takeRecord(rule: ForeignRule): TranslatedLine {
    const { name, action, scope } = rule;
    const { record } = this;
    if (record?.name === name && record.action === action && record.scope !== scope) {
      this.record = undefined;
      const rules = [formatNameRule({ name, action, scope: 'name-and-below' })];
      return { rules, ofHeld: rules, ofLine: rules, complaint: undefined };
    }
    const ofHeld = this.takeWaiting();
    this.record = rule;
    return { rules: ofHeld, ofHeld, complaint: undefined, isHeld: true };
  }

  private read(line: string): ForeignLine | ReturnType<typeof readUnboundLine> {
    if (this.zone.isOpen) return readRpzLine(line, this.zone);
    return readDnsmasqLine(line) ?? readUnboundLine(line) ?? readRpzLine(line, this.zone);
  }

  /** Data of a redirect zone: a null address blocks the zone, once; anything else answers for it. */
  private takeData({ name, isBlocking }: LocalAnswer): TranslatedLine {
    const isFirst = this.waiting !== undefined;
    this.waiting = undefined;
    this.answered = name;
    if (isBlocking) {
      const ofLine = [`||${name}^`];
      return { rules: isFirst ? ofLine : [], ofHeld: ofLine, ofLine, complaint: undefined };
    }
    const message = `The zone ${name} answers with data and does not block.`;
    return { rules: [], ofHeld: [], ofLine: [], complaint: { code: 'unbound-line-not-blocking', message } };
  }
}

/** The rules that a line by itself stands for: its own text where it is in none of these syntaxes. */
export function rulesOfLine(line: string): readonly string[] {
  const lines = new ForeignLines();
  const translated = lines.translate(line);
  return translated === undefined ? [line] : [...translated.rules, ...lines.end()];
}

/**
 * What a format or a target cannot say, by code, with what it means in one sentence. Codes that begin with `narrowed-`
 * are of rules that are in the list and block less than they say; those of all other codes are not in the list.
 */
export const refusals = {
  'cosmetic-rule': 'Rules for the looks of a page say nothing about names.',
  'regular-expression': 'Regular expressions cannot be written as names.',
  pattern: 'Patterns match more than a name and what lies below it.',
  path: 'Rules for addresses of pages (a scheme, a port, a path) would block whole sites.',
  'ip-address': 'Addresses are no names, and some software blocks the answers that hold them.',
  modifier: 'Modifiers limit or change a rule in ways that cannot be written here.',
  'hosts-address': 'Hosts rules with an address other than a null one answer for a name and do not block it.',
  'local-name': 'Names of the machine itself are not for blocking.',
  'invalid-name': 'This is no name that DNS software can be asked for.',
  'name-too-long': 'The name is too long for the zone.',
  'exact-name': 'A name cannot be blocked here without what lies below it; with Compress rules cover both.',
  'below-only': 'What lies below a name cannot be blocked here without the name.',
  'exception-without-effect': 'Exceptions below a blocked name have no effect here: the name stays blocked.',
  'exception-scope': 'Exceptions can be made here only for a name together with what lies below it.',
  'important-name': 'A name cannot be blocked here below an exception, important or not.',
  'single-label': 'Names without a dot are not taken.',
  'last-label': 'The last label of the name is not taken.',
  hyphen: 'Labels that begin or end in a hyphen are not taken.',
  underscore: 'Labels that begin or end in an underscore are not taken.',
  'line-too-long': 'The line is longer than the software reads.',
  'control-character': 'The line has a character that makes the software give up the whole list.',
  'unknown-modifier': 'A modifier is not known to the software, which ignores the rule.',
  'rule-syntax': 'The line is not of a form that the software reads.',
  'narrowed-to-name':
    'These rules are in the list but block the name alone: nothing that lies below it can be covered here.',
  'narrowed-exception':
    'Exceptions are applied to this list and not written: they do not act on what other lists block.',
  'narrowed-open-end':
    'These rules have no ^ at their end. They are in the list for the name and what lies below it, not for longer names that only begin so.',
} as const;

export type RefusalCode = keyof typeof refusals;

/** Rules of a list that a format or a target cannot say, all for the same reason. */
export interface RefusedRules {
  readonly code: RefusalCode;
  readonly message: string;
  /** Rules; a hosts rule counts once for each of its names. */
  readonly count: number;
  /** The first rules, at most five, each cut to 200 characters. */
  readonly examples: readonly string[];
}

const examplesMax = 5;
const exampleLengthMax = 200;

/** Counts refusals by code, and keeps a few examples of each. */
export class RefusalLog {
  private readonly found = new Map<RefusalCode, { count: number; readonly examples: string[] }>();

  add(code: RefusalCode, rule: string): void {
    let entry = this.found.get(code);
    if (entry === undefined) {
      entry = { count: 0, examples: [] };
      this.found.set(code, entry);
    }
    entry.count++;
    if (entry.examples.length < examplesMax) entry.examples.push(shorten(rule));
  }

  /** In the order of {@link refusals}. */
  entries(): readonly RefusedRules[] {
    return (Object.keys(refusals) as RefusalCode[]).flatMap((code) => {
      const entry = this.found.get(code);
      return entry === undefined ? [] : [{ code, message: refusals[code], ...entry }];
    });
  }
}

function shorten(rule: string): string {
  return rule.length > exampleLengthMax ? `${rule.slice(0, exampleLengthMax)}…` : rule;
}

/** What a rule says about names: the name alone, what lies below it, or both. */
export type NameScope = 'name' | 'name-and-below' | 'below';

/** A rule that blocks or allows names and means nothing beyond that: what every DNS blocker can be told. */
export interface NameRule {
  /** Lower case, in ASCII, without a final dot. */
  readonly name: string;
  readonly scope: NameScope;
  readonly action: 'block' | 'allow';
  /** Wins over exceptions (`$important`). */
  readonly isImportant: boolean;
}

const bareName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/**
 * The rule in adblock syntax, as AdGuard's DNS filtering reads it
 * (https://adguard-dns.io/kb/general/dns-filtering-syntax/#special-characters).
 */
export function formatNameRule({ name, scope, action }: Omit<NameRule, 'isImportant'>): string {
  const exception = action === 'allow' ? '@@' : '';
  if (scope === 'name-and-below') return `${exception}||${name}^`;
  if (scope === 'below') return `${exception}||*.${name}^`;
  // A name without a dot, or with an underscore, is to adblock syntax a piece of text that is looked for anywhere.
  return exception === '' && bareName.test(name) ? name : `${exception}|${name}^`;
}

/**
 * Why a validator refuses a rule: the code, and what it means in one sentence. A code is what a diagnostic of such a line
 * carries.
 */
export const ruleFaults = {
  'cosmetic-rule': 'A rule for the looks of a page means nothing where names are blocked.',
  'unsupported-modifier': 'A modifier is not one that a DNS blocker knows.',
  'pattern-too-short': 'The pattern is too short: it would match nearly everything.',
  'pattern-character': 'The pattern has a character that no host name has.',
  'pattern-separator': 'Something follows the ^ that ends the name.',
  'address-not-allowed': 'Rules for IP addresses are not kept by this validator.',
  'address-too-wide': 'The address stands for too many others.',
  'host-malformed': 'The host name is not well-formed.',
  'public-suffix': 'The rule would block a whole public suffix.',
  'hosts-rule-without-name': 'A hosts rule without a name blocks nothing.',
} as const;

export type RuleFault = keyof typeof ruleFaults;

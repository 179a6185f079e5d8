/** What became of a message of the webhook that is remembered. */
export const messageOutcomes = [
  'applied',
  'stale',
  'deleted',
  'ignored',
  'other-instance',
  'unusable',
] as const;

/** What a delivery of one is answered with. */
export const webhookOutcomes = [...messageOutcomes, 'repeated'] as const;

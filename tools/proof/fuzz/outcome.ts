/** What a compiler made of a case: a list, of which everything below the header counts, or a refusal, or a crash. */
export type Outcome =
  | { readonly kind: 'list'; readonly body: string }
  | { readonly kind: 'refusal'; readonly message: string }
  | { readonly kind: 'crash'; readonly message: string };

/** Whether two outcomes are the same list, or both are refusals, whatever their words. A crash is like nothing. */
export function isSameOutcome(first: Outcome, second: Outcome): boolean {
  if (first.kind === 'list') return second.kind === 'list' && first.body === second.body;
  return first.kind === 'refusal' && second.kind === 'refusal';
}

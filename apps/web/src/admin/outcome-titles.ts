import type { ApiSchema } from '../api/api-operation.ts';

type MessageOutcome = ApiSchema<'DeliveryDetail'>['outcome'];

/** What became of a message, in words; the keys are the service's, all of them. */
export const outcomeTitles: Readonly<Record<MessageOutcome, string>> = {
  applied: 'written',
  stale: 'a newer one had come before',
  deleted: 'the account had been deleted before',
  ignored: 'of a type that is not asked for',
  'other-instance': 'of another instance of Clerk',
  unusable: 'nothing could be made of it; kept as a dead letter',
};

export const messageOutcomes = Object.keys(outcomeTitles) as readonly MessageOutcome[];

/** Undefined where it is none. */
export function findOutcome(name: string): MessageOutcome | undefined {
  return messageOutcomes.find((outcome) => outcome === name);
}

/** In words; as it is where this page does not know it. */
export function describeOutcome(name: string): string {
  const outcome = findOutcome(name);
  return outcome === undefined ? name : outcomeTitles[outcome];
}

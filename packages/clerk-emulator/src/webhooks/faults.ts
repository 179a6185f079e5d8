/**
 * What goes wrong on purpose on the way to an endpoint. Shares run from 0 (never) to 1 (always), times are milliseconds.
 * Two signatures at once are no fault: give the endpoint two secrets.
 */
export interface Faults {
  /** Messages that arrive twice, with the same id. */
  readonly duplicateShare: number;
  /** Messages that never arrive and are not retried, as Svix promises neither; replaying what is missing sends them. */
  readonly lossShare: number;
  /** Attempts that arrive, but whose answer does not come back: recorded as timed out, and retried. */
  readonly answerLossShare: number;
  /** Attempts that carry a wrong signature. */
  readonly corruptSignatureShare: number;
  /** How long first attempts wait. */
  readonly delayMs: number;
  /** Within what time the first attempts of messages change places: each waits a random part of it. */
  readonly reorderWithinMs: number;
}

/** Nothing goes wrong. */
export const noFaults: Faults = {
  duplicateShare: 0,
  lossShare: 0,
  answerLossShare: 0,
  corruptSignatureShare: 0,
  delayMs: 0,
  reorderWithinMs: 0,
};

/** When the first attempts for a message are made, in milliseconds from now: none where it is lost, two where it is doubled. */
export function drawFirstDelays(faults: Faults, random: () => number): readonly number[] {
  if (isDrawn(faults.lossShare, random)) return [];
  const drawDelay = () => faults.delayMs + Math.floor(random() * faults.reorderWithinMs);
  return isDrawn(faults.duplicateShare, random) ? [drawDelay(), drawDelay()] : [drawDelay()];
}

/** What was done to an attempt, as the log says it. */
export type AttemptFault = 'signature-corrupt' | 'answer-lost';

/** What goes wrong with one attempt. */
export interface AttemptFaults {
  readonly isSignatureCorrupt: boolean;
  readonly isAnswerLost: boolean;
}

export function drawAttemptFaults(faults: Faults, random: () => number): AttemptFaults {
  return {
    isSignatureCorrupt: isDrawn(faults.corruptSignatureShare, random),
    isAnswerLost: isDrawn(faults.answerLossShare, random),
  };
}

/** The faults of an attempt by name. */
export function listFaults(faults: AttemptFaults): readonly AttemptFault[] {
  return [
    ...(faults.isSignatureCorrupt ? (['signature-corrupt'] as const) : []),
    ...(faults.isAnswerLost ? (['answer-lost'] as const) : []),
  ];
}

/** Asks for a random number only where it can matter, so that the rest does not depend on a share of 0. */
function isDrawn(share: number, random: () => number): boolean {
  return share > 0 && random() < share;
}

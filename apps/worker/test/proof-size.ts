import type { TestProject } from 'vitest/node';

/** How much of a proof runs: a small part with the tests, all of it with `npm run proof`, which sets both variables. */
export interface ProofSize {
  readonly seed: number;
  readonly requestCount: number;
  readonly windowCount: number;
  readonly forgedDeliveryCount: number;
  readonly validDeliveryCount: number;
  readonly orderedDeliveryCount: number;
}

const full = {
  requestCount: 50_000,
  windowCount: 50,
  forgedDeliveryCount: 5000,
  validDeliveryCount: 1000,
  orderedDeliveryCount: 1000,
};
const scaleOfTests = 0.02;

/** Hands the size of proofs to the tests, which run inside workerd and know no environment. */
export default function provideProofSize({ provide }: TestProject): void {
  const scale = Number(process.env.PROOF_SCALE ?? scaleOfTests);
  provide('proofSize', {
    seed: Number(process.env.PROOF_SEED ?? 1),
    requestCount: Math.ceil(full.requestCount * scale),
    windowCount: Math.ceil(full.windowCount * scale),
    forgedDeliveryCount: Math.ceil(full.forgedDeliveryCount * scale),
    validDeliveryCount: Math.ceil(full.validDeliveryCount * scale),
    // Fewer would hardly meet each other.
    orderedDeliveryCount: Math.ceil(full.orderedDeliveryCount * Math.max(scale, 0.3)),
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    proofSize: ProofSize;
  }
  interface TaskMeta {
    /** What a proof has to report, a sentence each. */
    figures?: string[];
  }
}

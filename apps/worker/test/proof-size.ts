import type { TestProject } from 'vitest/node';

/** How much of a proof runs: a small part with the tests, all of it with `npm run proof`, which sets both variables. */
export interface ProofSize {
  readonly seed: number;
  readonly requestCount: number;
  readonly windowCount: number;
  readonly forgedTokenCount: number;
  readonly genuineTokenCount: number;
  readonly forgedDeliveryCount: number;
  readonly validDeliveryCount: number;
  readonly orderedDeliveryCount: number;
  readonly staleProbeCount: number;
  /** The share of the cells of the authorisation matrix in which addresses are spelled in other ways. */
  readonly spelledCellShare: number;
  readonly unknownKeyIdCount: number;
  readonly rotationCount: number;
  /** Users of Clerk who come to sign in here. */
  readonly migratedPersonCount: number;
  /** Minutes between two requests of the simulated day without key set. */
  readonly outageStepMinutes: number;
  /** Whether parts also hang and are slow on every route, which takes as long as their time limits. */
  readonly hasEveryFault: boolean;
}

const full = {
  requestCount: 50_000,
  windowCount: 50,
  forgedTokenCount: 50_000,
  genuineTokenCount: 10_000,
  forgedDeliveryCount: 50_000,
  validDeliveryCount: 10_000,
  orderedDeliveryCount: 1000,
  staleProbeCount: 10_000,
  unknownKeyIdCount: 10_000,
  rotationCount: 100,
  migratedPersonCount: 1000,
};
const scaleOfTests = 0.02;

/** Hands the size of proofs to the tests, which run inside workerd and know no environment. */
export default function provideProofSize({ provide }: TestProject): void {
  const scale = Number(process.env.PROOF_SCALE ?? scaleOfTests);
  // Each is also given to three public libraries, which takes longer than our own judging.
  const deliveryScale = process.env.PROOF_SCALE === undefined ? scaleOfTests / 10 : scale;
  provide('proofSize', {
    seed: Number(process.env.PROOF_SEED ?? 1),
    requestCount: Math.ceil(full.requestCount * scale),
    windowCount: Math.ceil(full.windowCount * scale),
    forgedTokenCount: Math.ceil(full.forgedTokenCount * scale),
    genuineTokenCount: Math.ceil(full.genuineTokenCount * scale),
    forgedDeliveryCount: Math.ceil(full.forgedDeliveryCount * deliveryScale),
    validDeliveryCount: Math.ceil(full.validDeliveryCount * deliveryScale),
    // Fewer would hardly meet each other.
    orderedDeliveryCount: Math.ceil(full.orderedDeliveryCount * Math.max(scale, 0.3)),
    // Each kind of revocation comes.
    staleProbeCount: Math.max(80, Math.ceil(full.staleProbeCount * scale)),
    spelledCellShare: Math.min(1, scale),
    unknownKeyIdCount: Math.ceil(full.unknownKeyIdCount * scale),
    rotationCount: Math.ceil(full.rotationCount * scale),
    // Each kind comes, and more than one.
    migratedPersonCount: Math.max(20, Math.ceil(full.migratedPersonCount * scale)),
    outageStepMinutes: scale < 1 ? 30 : 1,
    hasEveryFault: scale >= 1,
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

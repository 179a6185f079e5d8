import type { Tier } from '@bloqr/contract';

/** Who asks, once that is known. Until one can sign in, everybody is anonymous. */
export type Principal = {
  readonly kind: 'anonymous';
  readonly tier: Extract<Tier, 'anonymous'>;
  /** Under which the requests are counted. */
  readonly rateKey: string;
};

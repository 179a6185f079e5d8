import type { TransformationName } from '../transformations/order.ts';

/** What a validator lets pass beyond ordinary domain rules. */
export interface ValidationMode {
  readonly allowIp: boolean;
  readonly allowPublicSuffix: boolean;
  /** Refuses also what HostlistCompiler lets pass by accident; see docs/compatibility.md. */
  readonly isStrict: boolean;
}

/** The four validators; a level has at most one of them. */
export const validators = {
  Validate: { allowIp: false, allowPublicSuffix: false },
  ValidateAllowIp: { allowIp: true, allowPublicSuffix: false },
  ValidateAllowPublicSuffix: { allowIp: false, allowPublicSuffix: true },
  ValidateAllowIpAndPublicSuffix: { allowIp: true, allowPublicSuffix: true },
} as const satisfies Partial<Record<TransformationName, Omit<ValidationMode, 'isStrict'>>>;

export type ValidatorName = keyof typeof validators;

/** The names of the validators. */
export const validatorNames = [
  'Validate',
  'ValidateAllowIp',
  'ValidateAllowPublicSuffix',
  'ValidateAllowIpAndPublicSuffix',
] as const satisfies readonly ValidatorName[];

export function isValidatorName(name: TransformationName): name is ValidatorName {
  return Object.hasOwn(validators, name);
}

export { compileLimits } from './compile-limits.ts';
export { type CompileRequest, compileRequestSchema, type Format, formats } from './compile-request.ts';
export { type CompileResponse, compileResponseSchema, digestSchema } from './compile-response.ts';
export {
  type HealthResponse,
  healthResponseSchema,
  type PartHealth,
  partHealthSchema,
} from './health-response.ts';
export {
  type ExceededLimit,
  exceededLimitSchema,
  type Fault,
  faultSchema,
  type Problem,
  problemSchema,
} from './problem.ts';
export { type ProblemCode, type ProblemKind, problemCatalogue, problemType } from './problem-catalogue.ts';
export { type Scope, scopes } from './scope.ts';
export { hasTier, type Tier, tiers } from './tier.ts';
export { type TierLimitName, type TierLimits, tierLimits } from './tier-limits.ts';
export {
  type Environment,
  environments,
  type VersionResponse,
  versionResponseSchema,
} from './version-response.ts';

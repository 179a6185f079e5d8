export { type AuthProviderName, authProviderNames } from './auth-provider-name.ts';
export {
  type CompileEvent,
  type CompileEventName,
  compileEventSchemas,
  compileStages,
} from './compile-events.ts';
export { compileLimits } from './compile-limits.ts';
export { type CompileRequest, compileRequestSchema } from './compile-request.ts';
export {
  analysisSchema,
  type CompileResponse,
  compileResponseSchema,
  digestSchema,
  refusedRulesSchema,
  statisticsSchema,
} from './compile-response.ts';
export { type ConfigResponse, configResponseSchema } from './config-response.ts';
export { type DiagnosticEntry, diagnosticSchema } from './diagnostic.ts';
export {
  type HealthResponse,
  healthResponseSchema,
  type PartHealth,
  partHealthSchema,
} from './health-response.ts';
export { type FormatName, formats, type TargetName, targets } from './list-forms.ts';
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
export {
  type CompileLimitName,
  rateWindowSeconds,
  type TierLimits,
  tierLimits,
  webhooksPerMinute,
} from './tier-limits.ts';
export {
  type ValidateRequest,
  type ValidateResponse,
  validateRequestSchema,
  validateResponseSchema,
} from './validate.ts';
export {
  type Environment,
  environments,
  type VersionResponse,
  versionResponseSchema,
} from './version-response.ts';

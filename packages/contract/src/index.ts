export { type Account, type AccountResponse, accountResponseSchema, accountSchema } from './account.ts';
export { accountLinkLimits, type LinkAccountsRequest, linkAccountsRequestSchema } from './account-link.ts';
export {
  type AdminReason,
  adminBodyBytesMax,
  adminReasonSchema,
  type ChangeUserRequest,
  changeUserRequestSchema,
} from './admin-change.ts';
export {
  type AdminUser,
  type AdminUserDetail,
  type AdminUsersQuery,
  type AdminUsersResponse,
  adminUserDetailSchema,
  adminUserSchema,
  adminUsersQuerySchema,
  adminUsersResponseSchema,
} from './admin-user.ts';
export {
  type ApiKeyEntry,
  type ApiKeysResponse,
  apiKeySchema,
  apiKeysResponseSchema,
  type CreateApiKeyRequest,
  type CreatedApiKey,
  createApiKeyRequestSchema,
  createdApiKeySchema,
  listAskedScopes,
  type RenameApiKeyRequest,
  type RotateApiKeyRequest,
  type RotatedApiKey,
  renameApiKeyRequestSchema,
  rotateApiKeyRequestSchema,
  rotatedApiKeySchema,
} from './api-key.ts';
export { apiKeyLimits } from './api-key-limits.ts';
export {
  type AuditAction,
  type AuditEntry,
  type AuditQuery,
  type AuditResponse,
  auditActions,
  auditEntrySchema,
  auditQuerySchema,
  auditResponseSchema,
} from './audit-entry.ts';
export { type AuthProviderName, authProviderNames } from './auth-provider-name.ts';
export {
  type ClerkMigrationCursor,
  type ClerkMigrationNote,
  type ClerkMigrationOutcome,
  type ClerkMigrationRequest,
  type ClerkMigrationRow,
  type ClerkMigrationStatus,
  type ClerkMigrationStep,
  type ClerkPassword,
  clerkMigrationCursorSchema,
  clerkMigrationLimits,
  clerkMigrationNotes,
  clerkMigrationOutcomes,
  clerkMigrationRequestSchema,
  clerkMigrationRowSchema,
  clerkMigrationStatusSchema,
  clerkMigrationStepSchema,
  clerkPasswordSchema,
} from './clerk-migration.ts';
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
export {
  type DeliveriesQuery,
  type DeliveriesResponse,
  type Delivery,
  type DeliveryDetail,
  deliveriesQuerySchema,
  deliveriesResponseSchema,
  deliveryDetailSchema,
  deliverySchema,
  type ReplayResponse,
  replayResponseSchema,
} from './delivery.ts';
export { type DiagnosticEntry, diagnosticSchema } from './diagnostic.ts';
export {
  type HealthResponse,
  healthResponseSchema,
  type IdentityHealth,
  identityHealthSchema,
  type PartHealth,
  partHealthSchema,
} from './health-response.ts';
export { type FormatName, formats, type TargetName, targets } from './list-forms.ts';
export { messageOutcomes } from './message-outcome.ts';
export { pageLimitDefault } from './page.ts';
export {
  type ExceededLimit,
  exceededLimitSchema,
  type Fault,
  faultSchema,
  type Problem,
  problemSchema,
} from './problem.ts';
export { type ProblemCode, type ProblemKind, problemCatalogue, problemType } from './problem-catalogue.ts';
export {
  type ReconciliationRequest,
  type ReconciliationStatus,
  type ReconciliationStep,
  reconciliationRequestSchema,
  reconciliationStatusSchema,
  reconciliationStepSchema,
  type Sweep,
  type SweepCounts,
  sweepCountsSchema,
  sweepSchema,
} from './reconciliation.ts';
export { type Scope, scopes, scopeTiers } from './scope.ts';
export {
  type AccessBindings,
  type AccessSettings,
  type ParsedAccessSettings,
  parseAccessSettings,
} from './settings/access-settings.ts';
export { type AllowedOrigins, parseAllowedOrigins } from './settings/allowed-origins.ts';
export {
  type BetterAuthBindings,
  type BetterAuthFault,
  type BetterAuthRule,
  type BetterAuthSettings,
  type ParsedBetterAuthSettings,
  parseBetterAuthSettings,
  type SocialClient,
  type SocialProviderName,
  socialProviderNames,
  type VersionedSecret,
} from './settings/better-auth-settings.ts';
export {
  type ClerkBindings,
  type ClerkFault,
  type ClerkRule,
  type ClerkSettings,
  clerkProxyPath,
  clerkVariables,
  hasClerkSettings,
  type ParsedClerkSettings,
  parseClerkSettings,
} from './settings/clerk-settings.ts';
export {
  type EmailBindings,
  type EmailSettings,
  type ParsedEmailSettings,
  parseEmailSettings,
} from './settings/email-settings.ts';
export { type Environment, environments } from './settings/environment.ts';
export { type HostAllowlist, parseHostAllowlist } from './settings/host-allowlist.ts';
export { isLoopbackHost } from './settings/is-loopback-host.ts';
export { type PublishableKey, parsePublishableKey } from './settings/publishable-key.ts';
export { type ParsedRateQuotas, parseRateQuotas, type RateQuotas } from './settings/rate-quotas.ts';
export {
  type ParsedSigningSecrets,
  parseSigningSecrets,
  type SigningSecret,
} from './settings/signing-secret.ts';
export { sweepCountNames } from './sweep-count-names.ts';
export { accountTiers, hasTier, type Tier, tiers } from './tier.ts';
export {
  type CompileLimitName,
  rateWindowSeconds,
  signInLimits,
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
  type VersionResponse,
  versionResponseSchema,
} from './version-response.ts';
export { type WebhookResponse, webhookResponseSchema } from './webhook-response.ts';

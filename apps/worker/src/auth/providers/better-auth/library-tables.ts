/**
 * The library's models by our names. What it may not be told from outside has `input: false`: naming such a field is refused.
 */
export const libraryTables = {
  user: {
    modelName: 'users',
    fields: {
      name: 'display_name',
      image: 'image_url',
      emailVerified: 'email_verified',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    additionalFields: {
      tier: { type: 'string', required: false, defaultValue: 'free', input: false },
      role: { type: 'string', required: false, defaultValue: 'user', input: false },
      banned: { type: 'boolean', required: false, defaultValue: false, input: false, returned: false },
      /** Whether the row may sign in here. */
      betterAuth: {
        type: 'boolean',
        required: false,
        defaultValue: true,
        input: false,
        returned: false,
        fieldName: 'better_auth',
      },
      clerkUserId: {
        type: 'string',
        required: false,
        input: false,
        returned: false,
        fieldName: 'clerk_user_id',
      },
    },
  },
  session: {
    modelName: 'auth_sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'auth_accounts',
    fields: {
      userId: 'user_id',
      providerId: 'provider_id',
      accountId: 'account_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'auth_verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const;

/** The same of the plugin `two-factor`. */
export const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'auth_two_factors',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;

/** The same of the plugin `passkey`. */
export const passkeyTables = {
  passkey: {
    modelName: 'auth_passkeys',
    fields: {
      userId: 'user_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
} as const;

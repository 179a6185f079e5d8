import type { JsonObject } from '../json/json-object.ts';

/** How requests are counted: not at all, or as Clerk does for instances of that kind. */
export type RateLimits = 'off' | 'development' | 'production';

/** What the dashboard would hold. */
export interface InstanceSettings {
  /** Claims that session tokens get in addition, with shortcodes: "Customize session token" of the dashboard. */
  readonly sessionTokenClaims: JsonObject;
  readonly rateLimits: RateLimits;
  /** How many users there may be; null for any number. A real development instance takes 100. */
  readonly usersMax: number | null;
  /** Origins that `PATCH /v1/instance` has set. */
  readonly allowedOrigins: readonly string[];
  /** Whether a sign-in changes `last_sign_in_at` with a `user.updated`. */
  readonly announceSignIns: boolean;
}

export const settingsDefault: InstanceSettings = {
  sessionTokenClaims: {},
  rateLimits: 'off',
  usersMax: null,
  allowedOrigins: [],
  announceSignIns: true,
};

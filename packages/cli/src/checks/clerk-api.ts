import { type BackendApi, createBackendApi } from '../clerk/backend-api.ts';
import type { Setup } from './setup.ts';

const timeLimitMs = 10_000;

/** Why Clerk is not asked. */
export const noSecretKey = 'no usable CLERK_SECRET_KEY is known here';

/** Clerk with the secret key of a set-up; undefined where there is none that could be one. */
export function createClerkApi({ clerk, ask }: Pick<Setup, 'clerk' | 'ask'>): BackendApi | undefined {
  const settings = clerk.clerk;
  if (settings?.secretKey === undefined || !/^sk_(?:test|live)_[\x21-\x7e]+$/.test(settings.secretKey))
    return undefined;
  if (/\.\.\.|…/.test(settings.secretKey)) return undefined;
  const { apiUrl, secretKey } = settings;
  return createBackendApi({ apiUrl, secretKey, ask, timeLimitMs });
}

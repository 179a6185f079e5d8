import { env } from 'cloudflare:workers';
import type { LibraryParts } from '../../src/auth/providers/better-auth/library-d1.ts';
import { secret } from './auth-scene.ts';

/** What the library is set up with, where no more than itself is looked at. */
export const libraryParts: LibraryParts = {
  settings: {
    secret,
    plainSecret: secret,
    secrets: undefined,
    url: undefined,
    isVerificationRequired: false,
    social: {},
  },
  database: env.DB,
  allowedOrigins: new Set(),
  sendEmail: async () => {},
  removeUser: async () => true,
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
};

import { createMiddleware } from 'hono/factory';
import { authenticationInvalid, authorizationHeaderInvalid, secretKeyInvalid } from './clerk-error.ts';
import type { EmulatorEnv } from './emulator-env.ts';

/** Lets only the instance's secret key through, as `Authorization: Bearer sk_test_…`. */
export const requireSecretKey = createMiddleware<EmulatorEnv>(async (c, next) => {
  const header = c.req.header('Authorization');
  if (header === undefined || header === '') throw authenticationInvalid();
  const key = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (key === undefined) throw authorizationHeaderInvalid();
  if (key !== c.get('instance').secretKey) throw secretKeyInvalid();
  await next();
});

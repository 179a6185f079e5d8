import { APIError, type createAuthMiddleware, isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { libraryTables } from './library-tables.ts';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

const registration = '/passkey/verify-registration';
const authentication = '/passkey/verify-authentication';

/** What a browser says, as far as the library takes it for granted (https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON). */
const credentialForm = z.object({
  response: z.object({
    id: z.string(),
    rawId: z.string(),
    type: z.literal('public-key'),
    response: z.object({ clientDataJSON: z.string(), transports: z.array(z.string()).optional() }),
  }),
});

/**
 * Refuses what no browser says, before the library takes it to the database.
 *
 * @throws as the library does for a passkey that does not hold
 */
export function refuseMadeUpPasskey({ path, body }: Context): void {
  if (path !== registration && path !== authentication) return;
  if (!credentialForm.safeParse(body).success) throw refuse(path);
}

/** Fields of a row that nobody is told. */
const untold = Object.entries(libraryTables.user.additionalFields).flatMap(([name, field]) =>
  'returned' in field ? [name] : [],
);

/** Has somebody who comes with a passkey be told what a session tells: the library tells all of their row. */
export function tellSessionAlone(context: Context): unknown {
  if (context.path !== authentication) return undefined;
  const { returned } = context.context;
  const user: unknown = isAPIError(returned) ? undefined : Reflect.get(Object(returned), 'user');
  if (typeof user !== 'object' || user === null) return undefined;
  const told = Object.fromEntries(Object.entries(user).filter(([name]) => !untold.includes(name)));
  return context.json({ ...Object(returned), user: told });
}

/**
 * What to answer where the library calls a passkey a failure of its own: one that does not hold when it is registered, or whose person
 * may not sign in. Undefined for whatever else has failed.
 *
 * @param path below `/api/auth`
 */
export function describePasskeyFailure(path: string): Response | undefined {
  if (path !== registration && path !== authentication) return undefined;
  const { statusCode, body } = refuse(path);
  return Response.json(body, { status: statusCode });
}

function refuse(path: typeof registration | typeof authentication): APIError {
  return path === registration
    ? new APIError('BAD_REQUEST', {
        code: 'FAILED_TO_VERIFY_REGISTRATION',
        message: 'Failed to verify registration',
      })
    : new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'Authentication failed' });
}

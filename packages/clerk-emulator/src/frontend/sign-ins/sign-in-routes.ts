import { Hono } from 'hono';
import { z } from 'zod';
import { ClerkError, missingEntry } from '../../http/clerk-error.ts';
import { answerWithClient } from '../describe-client.ts';
import type { SignInAttempt } from '../frontend-client.ts';
import type { FrontendContext, FrontendEnv } from '../frontend-env.ts';
import { signInNotFound, strategyForUserInvalid } from '../frontend-errors.ts';
import { getClient } from '../keep-client.ts';
import { readParameters } from '../read-parameters.ts';
import { attemptCode, attemptPassword, prepareFactor, resetPassword } from './attempt-factor.ts';
import { beginSignIn, beginSignInForm } from './begin-sign-in.ts';
import { describeSignIn } from './describe-sign-in.ts';

const prepareForm = z.object({ strategy: z.string(), email_address_id: z.string().optional() });
const attemptForm = z.object({
  strategy: z.string(),
  code: z.string().optional(),
  password: z.string().optional(),
});
const resetForm = z.object({ password: z.string(), sign_out_of_other_sessions: z.stringbool().optional() });

/** `/v1/client/sign_ins`. Source: https://clerk.com/docs/reference/frontend-api/tag/sign-ins */
export const signInRoutes = new Hono<FrontendEnv>()
  .post('/', async (c) => {
    const parameters = await readParameters(c, beginSignInForm);
    const client = getClient(c.get('instance'), c.get('clientId'));
    return answer(c, await beginSignIn(c.get('instance'), client, parameters, c.get('base')));
  })
  .get('/:id', (c) => answer(c, getSignIn(c)))
  .post('/:id/prepare_first_factor', async (c) => {
    const { strategy, email_address_id: emailAddressId } = await readParameters(c, prepareForm);
    if (strategy !== 'email_code' && strategy !== 'reset_password_email_code') throw strategyForUserInvalid();
    const choice = { strategy, emailAddressId } as const;
    return answer(c, prepareFactor(c.get('instance'), c.get('clientId'), getSignIn(c), choice));
  })
  .post('/:id/attempt_first_factor', async (c) => {
    const { strategy, code, password } = await readParameters(c, attemptForm);
    const [instance, clientId] = [c.get('instance'), c.get('clientId')];
    if (strategy === 'password') {
      return answer(
        c,
        await attemptPassword(instance, clientId, getSignIn(c), require(password, 'password')),
      );
    }
    return answer(c, attemptCode(instance, clientId, getSignIn(c), strategy, require(code, 'code')));
  })
  .post('/:id/reset_password', async (c) => {
    const { password, sign_out_of_other_sessions: endsOthers = false } = await readParameters(c, resetForm);
    const [instance, clientId] = [c.get('instance'), c.get('clientId')];
    return answer(c, await resetPassword(instance, clientId, getSignIn(c), password, endsOthers));
  });

/** The sign-in under way, if it is the one that was asked for. @throws ClerkError 404 */
function getSignIn(c: FrontendContext): SignInAttempt {
  const id = c.req.param('id') ?? '';
  const { signIn } = getClient(c.get('instance'), c.get('clientId'));
  if (signIn?.id !== id || signIn.abandonAt <= c.get('instance').now()) throw signInNotFound(id);
  return signIn;
}

function answer(c: FrontendContext, signIn: SignInAttempt): Promise<Response> {
  return answerWithClient(c, describeSignIn(c.get('instance'), signIn, c.get('base')));
}

function require(value: string | undefined, param: string): string {
  if (value === undefined) throw new ClerkError(422, [missingEntry(param)]);
  return value;
}

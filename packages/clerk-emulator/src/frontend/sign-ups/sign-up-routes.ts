import { Hono } from 'hono';
import { z } from 'zod';
import { answerWithClient } from '../describe-client.ts';
import { checkIsOpen, judgeCode, refuseUnverified, sendCode } from '../email-code.ts';
import type { SignUpAttempt } from '../frontend-client.ts';
import type { FrontendContext, FrontendEnv } from '../frontend-env.ts';
import {
  clientStateInvalid,
  signUpNotFound,
  verificationMissing,
  verificationStrategyInvalid,
} from '../frontend-errors.ts';
import { getClient } from '../keep-client.ts';
import { readParameters } from '../read-parameters.ts';
import { beginSignUp, changeSignUp, keepSignUp, signUpForm } from './change-sign-up.ts';
import { completeSignUp } from './complete-sign-up.ts';
import { describeSignUp } from './describe-sign-up.ts';

const prepareForm = z.object({ strategy: z.string().optional() });
const attemptForm = z.object({ strategy: z.string().optional(), code: z.string() });

/** `/v1/client/sign_ups`. Source: https://clerk.com/docs/reference/frontend-api/tag/sign-ups */
export const signUpRoutes = new Hono<FrontendEnv>()
  .post('/', async (c) => {
    const parameters = await readParameters(c, signUpForm);
    const client = getClient(c.get('instance'), c.get('clientId'));
    return answer(c, await beginSignUp(c.get('instance'), client, parameters, c.get('base')));
  })
  .get('/:id', (c) => answer(c, getSignUp(c)))
  .patch('/:id', async (c) => {
    const parameters = await readParameters(c, signUpForm);
    const [instance, clientId] = [c.get('instance'), c.get('clientId')];
    return answer(c, await changeSignUp(instance, clientId, getSignUp(c), parameters, c.get('base')));
  })
  .post('/:id/prepare_verification', async (c) => {
    checkStrategy(await readParameters(c, prepareForm));
    const attempt = getSignUp(c);
    if (attempt.emailAddress === null || attempt.createdUserId !== null) {
      throw clientStateInvalid('a verification');
    }
    const instance = c.get('instance');
    const emailVerification = sendCode(instance, 'email_code', 'sign-up', attempt.emailAddress);
    return answer(c, keepSignUp(instance, c.get('clientId'), { ...attempt, emailVerification }));
  })
  .post('/:id/attempt_verification', async (c) => {
    const { code, ...choice } = await readParameters(c, attemptForm);
    checkStrategy(choice);
    const [instance, clientId] = [c.get('instance'), c.get('clientId')];
    const attempt = getSignUp(c);
    if (attempt.emailVerification === null) throw verificationMissing();
    checkIsOpen(attempt.emailVerification);
    const emailVerification = judgeCode(attempt.emailVerification, code, instance.now());
    const judged = keepSignUp(instance, clientId, { ...attempt, emailVerification });
    refuseUnverified(emailVerification);
    return answer(c, await completeSignUp(instance, clientId, judged));
  });

/** The sign-up under way, if it is the one that was asked for. @throws ClerkError 404 */
function getSignUp(c: FrontendContext): SignUpAttempt {
  const id = c.req.param('id') ?? '';
  const { signUp } = getClient(c.get('instance'), c.get('clientId'));
  if (signUp?.id !== id || signUp.abandonAt <= c.get('instance').now()) throw signUpNotFound(id);
  return signUp;
}

function answer(c: FrontendContext, signUp: SignUpAttempt): Promise<Response> {
  return answerWithClient(c, describeSignUp(signUp));
}

/** There are codes by e-mail only. */
function checkStrategy({ strategy = 'email_code' }: { readonly strategy?: string | undefined }): void {
  if (strategy !== 'email_code') throw verificationStrategyInvalid();
}

import { Hono } from 'hono';
import { z } from 'zod';
import type { ClerkErrorEntry } from '../../http/clerk-error.ts';
import type { GoogleProfile } from '../attempt-verification.ts';
import type { FrontendContext, FrontendEnv } from '../frontend-env.ts';
import { oauthCallbackInvalid } from '../frontend-errors.ts';
import { readParameters } from '../read-parameters.ts';
import { describeConsentPolicy, renderConsentPage } from './consent-page.ts';
import { finishVisit } from './finish-visit.ts';
import { failVisit, getVisit, grantProfile, type Visit } from './visit.ts';

const text = z.string().trim().max(256).optional();
const consentForm = z.object({
  state: z.string(),
  answer: z.enum(['continue', 'cancel']),
  email: text,
  first_name: text,
  last_name: text,
});

const accessDenied: ClerkErrorEntry = {
  code: 'oauth_access_denied',
  message: 'You did not grant access to your Google account',
  long_message: 'You did not grant access to your Google account',
};

/** `/oauth/google`, in Google's place, and `/v1/oauth_callback`, to which it leads. */
export const googleRoutes = new Hono<FrontendEnv>()
  .get('/oauth/google', (c) => answerConsentPage(c, getVisit(c.get('instance'), c.req.query('state'))))
  .post('/oauth/google', async (c) => {
    const { state, answer, email = '', first_name, last_name } = await readParameters(c, consentForm);
    const visit = getVisit(c.get('instance'), state);
    const callback = (result: Record<string, string>) =>
      c.redirect(`${c.get('base')}/v1/oauth_callback?${new URLSearchParams({ state, ...result })}`, 303);
    if (answer === 'cancel') return callback({ error: 'access_denied' });
    if (!/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(email)) {
      return answerConsentPage(c, visit, 'This is no e-mail address.');
    }
    const profile: GoogleProfile = {
      subject: makeSubject(email),
      email: email.toLowerCase(),
      firstName: first_name ?? '',
      lastName: last_name ?? '',
    };
    return callback({ code: grantProfile(c.get('instance'), visit, profile) });
  })
  .get('/v1/oauth_callback', async (c) => {
    const instance = c.get('instance');
    const { state, code, error } = c.req.query();
    const visit = getVisit(instance, state);
    const { grant, redirectUrl } = visit.verification;
    if (error !== undefined) failVisit(instance, visit, accessDenied);
    else if (grant !== null && grant.code === code) await finishVisit(instance, visit, grant.profile);
    else throw oauthCallbackInvalid();
    return c.redirect(redirectUrl, 303);
  });

function answerConsentPage(c: FrontendContext, visit: Visit, fault?: string) {
  c.header('Content-Security-Policy', describeConsentPolicy(visit.verification));
  c.header('Referrer-Policy', 'same-origin');
  const hint = c.req.query('login_hint') ?? '';
  return c.html(renderConsentPage(visit.verification, hint, fault), fault === undefined ? 200 : 422);
}

/** Google's ids are 21 digits; the same address always has the same one. */
function makeSubject(email: string): string {
  let value = 7n;
  for (const byte of new TextEncoder().encode(email.toLowerCase()))
    value = (value * 257n + BigInt(byte)) % 10n ** 20n;
  return `1${String(value).padStart(20, '0')}`;
}

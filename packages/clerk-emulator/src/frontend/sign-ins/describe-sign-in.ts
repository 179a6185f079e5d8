import type { Instance } from '../../instance/instance.ts';
import type { JsonObject } from '../../json/json-object.ts';
import { describeFoundUser } from '../describe-own-user.ts';
import { describeVerification } from '../describe-verification.ts';
import type { SignInAttempt } from '../frontend-client.ts';
import { listFirstFactors } from './first-factors.ts';

/** Source: https://github.com/clerk/openapi-specs/blob/main/fapi/2026-05-12.yml, schema `Client.SignIn` */
export function describeSignIn(instance: Instance, signIn: SignInAttempt, base: string): JsonObject {
  const stored = signIn.userId === null ? undefined : instance.users.get(signIn.userId);
  return {
    object: 'sign_in_attempt',
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ['email_address'],
    supported_first_factors: stored === undefined ? [] : listFirstFactors(stored.user),
    supported_second_factors: [],
    first_factor_verification: describeVerification(signIn.firstFactor),
    second_factor_verification: null,
    identifier: signIn.identifier,
    user_data: stored === undefined ? null : describeFoundUser(stored, base),
    created_session_id: signIn.createdSessionId,
    abandon_at: signIn.abandonAt,
  };
}

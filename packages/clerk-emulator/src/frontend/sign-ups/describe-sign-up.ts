import type { JsonObject } from '../../json/json-object.ts';
import { describeVerification } from '../describe-verification.ts';
import type { SignUpAttempt } from '../frontend-client.ts';

const requiredFields = ['email_address', 'password'] as const;
const optionalFields = ['first_name', 'last_name'] as const;

/** What a sign-up still needs. Who comes from Google needs no password, and has an address that Google has verified. */
export function findMissing({
  emailAddress,
  passwordDigest,
  emailVerification,
  externalAccount,
}: SignUpAttempt) {
  const isFromGoogle = externalAccount?.status === 'verified';
  const hasPassword = passwordDigest !== null || isFromGoogle;
  const isVerified = emailVerification?.status === 'verified' || isFromGoogle;
  return {
    missing: requiredFields.filter((field) =>
      field === 'email_address' ? emailAddress === null : !hasPassword,
    ),
    unverified: emailAddress !== null && !isVerified ? ['email_address'] : [],
  };
}

/** Source: https://github.com/clerk/openapi-specs/blob/main/fapi/2026-05-12.yml, schema `Client.SignUp` */
export function describeSignUp(signUp: SignUpAttempt): JsonObject {
  const { missing, unverified } = findMissing(signUp);
  return {
    object: 'sign_up_attempt',
    id: signUp.id,
    status: signUp.createdUserId === null ? 'missing_requirements' : 'complete',
    required_fields: requiredFields,
    optional_fields: optionalFields,
    missing_fields: missing,
    unverified_fields: unverified,
    verifications: {
      email_address: describeEmailVerification(signUp),
      phone_number: null,
      web3_wallet: null,
      external_account: describeVerification(signUp.externalAccount),
    },
    username: null,
    email_address: signUp.emailAddress,
    phone_number: null,
    web3_wallet: null,
    password_enabled: signUp.passwordDigest !== null,
    has_password: signUp.passwordDigest !== null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    unsafe_metadata: signUp.unsafeMetadata,
    public_metadata: {},
    custom_action: false,
    external_id: null,
    created_session_id: signUp.createdSessionId,
    created_user_id: signUp.createdUserId,
    abandon_at: signUp.abandonAt,
    legal_accepted_at: null,
    locale: signUp.locale,
  };
}

/** Before a code was sent there is no strategy yet: by that the prebuilt sign-up knows that it has to ask for one. */
function describeEmailVerification({ emailAddress, emailVerification }: SignUpAttempt): JsonObject | null {
  if (emailAddress === null) return null;
  const begun = describeVerification(emailVerification);
  const isVerified = emailVerification?.status === 'verified';
  return {
    ...begun,
    next_action: isVerified ? '' : begun === null ? 'needs_prepare' : 'needs_attempt',
    supported_strategies: ['email_code'],
  };
}

/** Who can sign people in: `clerk` is hosted elsewhere, `better-auth` works inside the service. */
export const authProviderNames = ['clerk', 'better-auth'] as const;

export type AuthProviderName = (typeof authProviderNames)[number];

/** What the tests use of `window.Clerk`; the whole is described at https://clerk.com/docs/reference/objects/clerk. */
export interface ClerkGlobal {
  readonly user: { readonly id: string; readonly firstName: string | null } | null;
  readonly session: {
    readonly id: string;
    readonly getToken: (options?: { template?: string; skipCache?: boolean }) => Promise<string | null>;
  } | null;
  readonly client: {
    readonly signUp: Attempt;
    readonly signIn: Attempt;
  };
  readonly setActive: (options: { session: string | null }) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

type Parameters = Readonly<Record<string, unknown>>;

/** A sign-up or a sign-in. */
interface Attempt {
  readonly id: string;
  readonly status: string;
  readonly createdSessionId: string | null;
  readonly create: (parameters: Parameters) => Promise<Attempt>;
  readonly prepareEmailAddressVerification: () => Promise<Attempt>;
  readonly attemptEmailAddressVerification: (parameters: Parameters) => Promise<Attempt>;
  readonly prepareFirstFactor: (parameters: Parameters) => Promise<Attempt>;
  readonly attemptFirstFactor: (parameters: Parameters) => Promise<Attempt>;
  readonly resetPassword: (parameters: Parameters) => Promise<Attempt>;
}

declare global {
  var Clerk: ClerkGlobal;
}

/** What the page uses of `window.Clerk`; the whole is described at https://clerk.com/docs/reference/objects/clerk. */
export interface ClerkGlobal {
  /** Undefined while one session takes the place of another. */
  readonly session: ClerkSession | null | undefined;
  readonly user: { readonly updatedAt: Date | null } | null | undefined;
  readonly load: (options: ClerkLoadOptions) => Promise<void>;
  /** With a function it stays on the page. */
  readonly signOut: (stay: () => void) => Promise<void>;
  readonly addListener: (run: () => void, options: { readonly skipInitialEmit: boolean }) => () => void;
  readonly mountSignIn: (place: HTMLElement, options: ClerkFormOptions) => void;
  readonly unmountSignIn: (place: HTMLElement) => void;
  readonly mountSignUp: (place: HTMLElement, options: ClerkFormOptions) => void;
  readonly unmountSignUp: (place: HTMLElement) => void;
  readonly mountUserProfile: (place: HTMLElement, options: ClerkFormOptions) => void;
  readonly unmountUserProfile: (place: HTMLElement) => void;
}

/** A session of somebody. */
export interface ClerkSession {
  readonly id: string;
  /** Null where the session is over. */
  readonly getToken: (options?: {
    readonly template?: string;
    readonly skipCache?: boolean;
  }) => Promise<string | null>;
}

/** Goes to an address of this origin without loading the page anew. */
export type ClerkNavigate = (address: string) => Promise<unknown>;

export interface ClerkLoadOptions {
  /** The prebuilt parts, whenever they come. */
  readonly ui: { readonly ClerkUI: Promise<unknown> };
  readonly telemetry: false;
  readonly signInUrl: string;
  readonly signUpUrl: string;
  readonly afterSignOutUrl: string;
  readonly routerPush: ClerkNavigate;
  readonly routerReplace: ClerkNavigate;
  readonly unsafe_disableDevelopmentModeConsoleWarning: true;
}

/** Where a prebuilt part stands, and where it leads. */
export interface ClerkFormOptions {
  readonly routing: 'path';
  readonly path: string;
  readonly signInUrl?: string;
  readonly signUpUrl?: string;
  readonly forceRedirectUrl?: string;
  readonly signInForceRedirectUrl?: string;
  readonly signUpForceRedirectUrl?: string;
}

declare global {
  var Clerk: ClerkGlobal | undefined;
  /** Set by the script of the prebuilt parts, for `load` (`@clerk/shared/loadClerkJsScript` takes it from there, too). */
  var __internal_ClerkUICtor: unknown;
}

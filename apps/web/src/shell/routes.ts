import type { Route, UrlMatchResult, UrlSegment } from '@angular/router';
import { CompilerPage } from '../compiler/compiler-page.ts';
import type { KeysPage } from '../keys/keys-page.ts';

/**
 * The addresses of the application. Each folder of a feature has its page; all but the first, which most people come for,
 * are fetched when somebody goes there. A title is that of the document, and each page has one `h1`.
 */
export const routes: Route[] = [
  { matcher: matchCompiler, title: 'One clean filter list', component: CompilerPage },
  // Clerk's own forms have steps below these addresses.
  ...(['sign-in', 'sign-up'] as const).map(
    (purpose): Route => ({
      path: purpose,
      title: purpose === 'sign-in' ? 'Sign in' : 'Make an account',
      data: { purpose },
      loadComponent: async () => (await import('../sign-in/sign-in-page.ts')).SignInPage,
      children: [{ path: '**', children: [] }],
    }),
  ),
  {
    path: 'reset-password',
    title: 'Set a new password',
    loadComponent: async () => (await import('../sign-in/reset-password-page.ts')).ResetPasswordPage,
  },
  {
    path: 'account',
    title: 'Your account',
    loadComponent: async () => (await import('../account/account-page.ts')).AccountPage,
    children: [{ path: '**', children: [] }],
  },
  {
    path: 'keys',
    title: 'API keys',
    loadComponent: async () => (await import('../keys/keys-page.ts')).KeysPage,
    canDeactivate: [(page: KeysPage) => page.mayLeave()],
  },
  {
    path: 'admin',
    loadChildren: async () => (await import('../admin/admin-routes.ts')).adminRoutes,
  },
  {
    path: '**',
    title: 'Nothing here',
    loadComponent: async () => (await import('../not-found/not-found-page.ts')).NotFoundPage,
  },
];

/** `/` and `/compiler` are one route, so that going from one to the other loses nothing. */
export function matchCompiler(segments: readonly UrlSegment[]): UrlMatchResult | null {
  const [first, ...others] = segments;
  if (others.length > 0 || (first !== undefined && first.path !== 'compiler')) return null;
  return { consumed: [...segments] };
}

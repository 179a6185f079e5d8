import { APP_BASE_HREF } from '@angular/common';
import {
  type EnvironmentProviders,
  Injector,
  inject,
  type Provider,
  ɵSHARED_STYLES_HOST as sharedStylesHost,
} from '@angular/core';
import {
  provideRouter,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { browserPlatform } from '../browser-platform.ts';
import { type Navigate, navigate } from '../lib/navigate.ts';
import { platform } from '../platform.ts';
import { AdoptedStyles } from './adopted-styles.ts';
import { PageTitle } from './page-title.ts';
import { routes } from './routes.ts';

/** Everything that the application is made of besides its components. */
export const appProviders: (Provider | EnvironmentProviders)[] = [
  { provide: platform, useValue: browserPlatform },
  // The page has no `<base>`, which its policy forbids.
  { provide: APP_BASE_HREF, useValue: '/' },
  { provide: sharedStylesHost, useClass: AdoptedStyles },
  { provide: TitleStrategy, useClass: PageTitle },
  {
    provide: navigate,
    useFactory: (): Navigate => {
      const injector = inject(Injector);
      return (path, replaceUrl) => injector.get(Router).navigateByUrl(path, { replaceUrl });
    },
  },
  provideRouter(
    routes,
    withComponentInputBinding(),
    withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
  ),
];

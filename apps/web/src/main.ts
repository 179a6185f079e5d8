import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './shell/app.ts';
import { appProviders } from './shell/app-providers.ts';

await bootstrapApplication(App, { providers: appProviders });

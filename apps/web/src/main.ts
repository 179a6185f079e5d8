import { bootstrapApplication } from '@angular/platform-browser';
import { browserPlatform, platform } from './platform.ts';
import { App } from './shell/app.ts';

await bootstrapApplication(App, { providers: [{ provide: platform, useValue: browserPlatform }] });

import { createApp } from './app.ts';
import type { Bindings } from './env.ts';
import { createServices, type Services } from './services.ts';

export { RateWindow } from './rate-limit/rate-window-do.ts';

let services: Services | undefined;
let app: ReturnType<typeof createApp> | undefined;

/** The Worker. An isolate keeps its bindings, so what is made from them is made once. */
export default {
  fetch(request, bindings, context) {
    services ??= createServices(bindings);
    app ??= createApp(services);
    return app(request, (work) => context.waitUntil(work));
  },
  async scheduled(_event, bindings) {
    services ??= createServices(bindings);
    await services.runScheduled();
  },
} satisfies ExportedHandler<Bindings>;

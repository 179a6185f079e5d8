import { createApp } from './app.ts';
import type { Bindings } from './env.ts';
import { createServices } from './services.ts';

export { RateWindow } from './rate-limit/rate-window-do.ts';

let app: ReturnType<typeof createApp> | undefined;

/** The Worker. An isolate keeps its bindings, so what is made from them is made once. */
export default {
  fetch(request, bindings, context) {
    app ??= createApp(createServices(bindings));
    return app(request, (work) => context.waitUntil(work));
  },
} satisfies ExportedHandler<Bindings>;

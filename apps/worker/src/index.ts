import { createApp } from './app.ts';
import type { Bindings } from './env.ts';
import { createServices } from './services.ts';

let app: ReturnType<typeof createApp> | undefined;

/** The Worker. An isolate keeps its bindings, so what is made from them is made once. */
export default {
  fetch(request, bindings, context) {
    app ??= createApp(createServices(bindings));
    return app.fetch(request, bindings, context);
  },
} satisfies ExportedHandler<Bindings>;

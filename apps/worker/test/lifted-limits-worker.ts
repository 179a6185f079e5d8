import { createApp } from '../src/app.ts';
import type { Bindings } from '../src/env.ts';
import { createServices } from '../src/services.ts';

export { RateWindow } from '../src/index.ts';

let app: ReturnType<typeof createApp> | undefined;

/** The Worker with every caller in the highest tier, so that `npm run bench` can send it large lists, and often. */
export default {
  fetch(request, bindings, context) {
    if (app === undefined) {
      const services = createServices(bindings);
      app = createApp({
        ...services,
        rateQuotas: { anonymous: null, free: null, pro: null, admin: null },
        prepareCompile: (order) => services.prepareCompile({ ...order, tier: 'admin' }),
      });
    }
    return app(request, (work) => context.waitUntil(work));
  },
} satisfies ExportedHandler<Bindings>;

import { createMiddleware } from 'hono/factory';
import { forbidden } from '../http/clerk-error.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';

/**
 * Guards what asks for no key: any page that somebody has open can send requests to this machine. Browsers name the page's
 * origin, and must name ours; and the name under which the emulator was reached must be one of `hosts`, so that a foreign
 * name that is made to point here (DNS rebinding) is of no use.
 */
export function requireSameOrigin(hosts: readonly string[] | undefined) {
  return createMiddleware<EmulatorEnv>(async (c, next) => {
    const { origin, hostname } = new URL(c.req.url);
    if (hosts !== undefined && !hosts.includes(hostname)) {
      throw forbidden('host_invalid', 'Host invalid', `The emulator is not to be reached as ${hostname}.`);
    }
    const asking = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site');
    const isForeign =
      (asking !== undefined && asking !== origin) ||
      (site !== undefined && !['same-origin', 'none'].includes(site));
    if (isForeign) {
      throw forbidden('origin_invalid', 'Origin invalid', 'Pages of other origins may not use this.');
    }
    await next();
  });
}

import { Hono } from 'hono';
import { z } from 'zod';
import { unprocessable } from '../http/clerk-error.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import { readBody } from '../http/read-body.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const updateForm = z.strictObject({
  test_mode: flag,
  hibp: flag,
  support_email: text,
  clerk_js_version: text,
  development_origin: text,
  allowed_origins: z.array(z.string()).nullish(),
  cookieless_dev: flag,
  url_based_session_syncing: flag,
  preferred_sign_in_strategy_when_password_required: z.enum(['password', 'otp', '']).nullish(),
});

/** `/v1/instance`. Of its settings only the allowed origins do something. */
export const instanceRoutes = new Hono<EmulatorEnv>()
  .get('/', (c) => {
    const { id, settings } = c.get('instance');
    return c.json({
      object: 'instance',
      id,
      environment_type: 'development',
      allowed_origins: settings.allowedOrigins,
      workspace_id: null,
    });
  })
  .patch('/', async (c) => {
    const instance = c.get('instance');
    const { allowed_origins } = await readBody(c, updateForm);
    if (allowed_origins) {
      for (const origin of allowed_origins) checkOrigin(origin);
      instance.settings = { ...instance.settings, allowedOrigins: allowed_origins };
      instance.touch();
    }
    return c.body(null, 204);
  });

/** A scheme, a host and perhaps a port: what a browser would send. */
function checkOrigin(origin: string): void {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+$/i.test(origin)) return;
  throw unprocessable(
    'allowed_origins',
    'form_invalid_origin',
    'is invalid',
    'allowed_origins must be a valid origin such as my-app://localhost, chrome-extension://mnhbilbfebpbokpjjamapdecdgieldho, or capacitor://localhost:3000',
  );
}

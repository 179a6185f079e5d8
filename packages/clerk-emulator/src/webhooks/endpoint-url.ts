import { isLoopbackHost } from '../loopback-host.ts';
import { WebhookError } from './webhook-error.ts';

/**
 * Checks where webhooks shall go: http or https, without user name and password, to this machine or to a host that was
 * allowed by name. The emulator invents users and knows their secrets; a slip of the hand must not send them elsewhere.
 *
 * @param allowedHosts host names besides loopback, such as `bloqr.test`; each fits itself only
 * @returns the address in the form in which it is requested
 * @throws WebhookError `endpoint-url-invalid` or `endpoint-url-refused`
 */
export function parseEndpointUrl(text: string, allowedHosts: readonly string[]): string {
  const url = URL.parse(text.trim());
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new WebhookError(
      'endpoint-url-invalid',
      'An endpoint is an address that begins with http:// or https://, such as http://localhost:8787/api/webhooks/clerk.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new WebhookError('endpoint-url-invalid', 'An endpoint has no user name and no password.');
  }
  if (!isLoopbackHost(url.hostname) && !allowedHosts.includes(url.hostname)) {
    throw new WebhookError(
      'endpoint-url-refused',
      `${url.hostname} is not this machine. The emulator delivers to localhost, 127.0.0.1 and [::1] only.`,
    );
  }
  url.hash = '';
  return url.href;
}

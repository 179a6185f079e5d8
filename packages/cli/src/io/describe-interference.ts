import type { RemoteAnswer } from './ask-remote.ts';

/** What stands in front of the Worker, where an answer shows it. */
export function describeInterference({ status, headers }: RemoteAnswer): string | undefined {
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  if (headers.get('cf-mitigated') === 'challenge') return 'Cloudflare’s bot protection asks for a challenge';
  const location = headers.get('location') ?? '';
  if (/^https:\/\/[^/]+\.cloudflareaccess\.com\//.test(location)) return 'Cloudflare Access asks to sign in';
  if (status >= 300 && status < 400) return `a redirect leads to ${location || 'nowhere'}`;
  return undefined;
}

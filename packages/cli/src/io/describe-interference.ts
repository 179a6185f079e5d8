import type { RemoteAnswer } from './ask-remote.ts';

/** What stands in front of the Worker, where an answer shows it. */
export function describeInterference(answer: RemoteAnswer): string | undefined {
  const { status, headers } = answer;
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  if (headers.get('cf-mitigated') === 'challenge') return 'Cloudflare’s bot protection asks for a challenge';
  if (isAccessAnswer(answer)) return 'Cloudflare Access asks to sign in';
  if (status >= 300 && status < 400) return `a redirect leads to ${headers.get('location') || 'nowhere'}`;
  return undefined;
}

/** Whether it is Cloudflare Access that asks to sign in. */
export function isAccessAnswer({ headers }: RemoteAnswer): boolean {
  return /^https:\/\/[^/]+\.cloudflareaccess\.com\//.test(headers.get('location') ?? '');
}

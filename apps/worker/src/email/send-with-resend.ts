import type { EmailSettings } from '@bloqr/contract';
import type { Email } from './send-email.ts';
import { writeEmail } from './write-email.ts';

const address = 'https://api.resend.com/emails';
const timeLimitMs = 10_000;

/**
 * Sends an e-mail by Resend (https://resend.com/docs/api-reference/emails/send-email).
 *
 * @returns why it was not sent, in a word without address or link; undefined where it was
 */
export async function sendWithResend(
  { from, apiKey }: Extract<EmailSettings, { kind: 'resend' }>,
  { kind, to, link }: Email,
  fetchResend: typeof fetch,
): Promise<string | undefined> {
  try {
    const answer = await fetchResend(address, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimitMs),
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ from, to: [to], ...writeEmail({ kind, link }) }),
    });
    await answer.body?.cancel();
    return answer.ok ? undefined : `status-${answer.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network';
  }
}

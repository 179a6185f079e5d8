import type { EmailSettings } from '@bloqr/contract';
import type { Log } from '../lib/log.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { limitEmails } from './limit-emails.ts';
import type { SendEmail } from './send-email.ts';
import { sendWithResend } from './send-with-resend.ts';
import { writeEmail } from './write-email.ts';

export interface SendEmailParts {
  readonly fetch: typeof fetch;
  /** Undefined where none is bound. */
  readonly limiter: RateLimiter | undefined;
  readonly log: Log;
}

/** Makes what sends e-mails; undefined where none can be sent. */
export function createSendEmail(settings: EmailSettings, parts: SendEmailParts): SendEmail | undefined {
  const send = chooseWay(settings, parts);
  return send && limitEmails(send, parts);
}

function chooseWay(
  settings: EmailSettings,
  { fetch: fetchResend, log }: SendEmailParts,
): SendEmail | undefined {
  switch (settings.kind) {
    case 'none':
      return undefined;
    case 'log':
      // Address and link stand in the log on this machine and nowhere else: the settings see to that.
      return async ({ kind, to, link }) =>
        log({ level: 'info', event: 'email', to, subject: writeEmail({ kind, link }).subject, link });
    case 'resend':
      return async (email) => {
        const reason = await sendWithResend(settings, email, fetchResend);
        if (reason === undefined) log({ level: 'info', event: 'email-sent', kind: email.kind });
        else log({ level: 'error', event: 'email-failed', kind: email.kind, reason });
      };
  }
}

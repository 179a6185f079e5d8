import type { Environment } from './environment.ts';

/** The variables, unparsed. One left out is absent or empty; spaces around a value do not count. */
export interface EmailBindings {
  readonly EMAIL_FROM?: string;
  readonly RESEND_API_KEY?: string;
}

/** How e-mails get to people. */
export type EmailSettings =
  | { readonly kind: 'resend'; readonly from: string; readonly apiKey: string }
  /** They are shown in the log; on this machine only. */
  | { readonly kind: 'log' }
  /** Not at all. */
  | { readonly kind: 'none' };

export interface ParsedEmailSettings {
  readonly email: EmailSettings;
  /** A sentence each. */
  readonly faults: readonly string[];
}

/** An address, alone or behind a name: `a@example.org` or `Bloqr <a@example.org>`. */
const sender = /^(?:[^<>@\r\n]{1,100} <[^<>@\s]{1,64}@[^<>@\s]{1,190}>|[^<>@\s]{1,64}@[^<>@\s]{1,190})$/;

/** Reads the variables of e-mail. Without any, e-mails stand in the log on this machine, and elsewhere are not sent. */
export function parseEmailSettings(bindings: EmailBindings, environment: Environment): ParsedEmailSettings {
  const from = bindings.EMAIL_FROM?.trim() || undefined;
  const apiKey = bindings.RESEND_API_KEY?.trim() || undefined;
  const fallback: EmailSettings = { kind: environment === 'local' ? 'log' : 'none' };
  if (from === undefined && apiKey === undefined) return { email: fallback, faults: [] };
  const faults: string[] = [];
  if (from === undefined || apiKey === undefined)
    faults.push('EMAIL_FROM and RESEND_API_KEY must be set together.');
  if (from !== undefined && !sender.test(from))
    faults.push('EMAIL_FROM must be an address, alone or as Name <address>.');
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey))
    faults.push('RESEND_API_KEY must be an API key of Resend, copied as a whole.');
  if (from === undefined || apiKey === undefined || faults.length > 0) return { email: fallback, faults };
  return { email: { kind: 'resend', from, apiKey }, faults };
}

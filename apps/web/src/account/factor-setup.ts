import { fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/** What an app for codes needs, and the codes for when it is lost. */
export interface FactorSetup {
  /** `otpauth://…`, which apps read from the QR code, or open on the same machine. */
  readonly link: string;
  /** The same to be typed. */
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** Reads the answer of `/two-factor/enable`; undefined where there is nothing in it to set up. */
export function readFactorSetup(value: unknown): FactorSetup | undefined {
  const url = URL.parse(textOf(fieldsOf(value).totpURI));
  const secret = url?.searchParams.get('secret') ?? '';
  if (url?.protocol !== 'otpauth:' || !/^[A-Z2-7]+$/.test(secret)) return undefined;
  return {
    link: url.href,
    secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
    backupCodes: readBackupCodes(value),
  };
}

/** The codes in the answers of `/two-factor/enable` and `/two-factor/generate-backup-codes`. */
export function readBackupCodes(value: unknown): readonly string[] {
  return listOf(fieldsOf(value).backupCodes).map((code) => textOf(code));
}

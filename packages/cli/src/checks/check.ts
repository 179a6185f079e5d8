import type { GuideStep } from '../env/variable.ts';

/** The headings under which results are printed, in this order. */
export const checkGroups = [
  'Tools',
  'Variables',
  'Clerk',
  'Better Auth',
  'Cloudflare Access',
  'wrangler.toml',
  'Cloudflare',
  'Database',
  'Build',
  'Deployment',
  'Webhook',
  'Administrators',
] as const;

export type CheckGroup = (typeof checkGroups)[number];
export type CheckCommand = 'doctor' | 'preflight' | 'verify';

/** What is known of a check before it is made: a row of the catalogue. */
export interface Check {
  /** Kebab-case; also the anchor in docs/doctor.md. */
  readonly id: string;
  readonly group: CheckGroup;
  /** What is so where nothing is found. */
  readonly title: string;
  /** `error`: something does not work, or is not safe. `warning`: it works, but not as it should. */
  readonly severity: 'error' | 'warning';
  readonly step: GuideStep;
  /** What mends it: a command, or what to do where no command can. */
  readonly fix: { readonly local: string; readonly deployed: string };
  readonly commands: readonly CheckCommand[];
}

/** What came of a check. */
export type Outcome =
  | { readonly kind: 'good'; readonly note?: string }
  | { readonly kind: 'bad'; readonly findings: readonly string[] }
  /** It could not be looked at: it counts neither way. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** No machine can tell: the operator must look. */
  | { readonly kind: 'confirm'; readonly request: string }
  /** There is nothing that it is about. */
  | { readonly kind: 'idle' };

/** Makes a check. It may throw: that is told as `unknown`, with the reason. */
export type Probe<Subject> = (subject: Subject) => Outcome | Promise<Outcome>;

/** A check with its outcome. */
export interface CheckResult {
  readonly check: Check;
  /** What mends it where it was looked at. */
  readonly fix: string;
  readonly outcome: Outcome;
}

export const good: Outcome = { kind: 'good' };
export const idle: Outcome = { kind: 'idle' };

export function unknown(reason: string): Outcome {
  return { kind: 'unknown', reason };
}

/** Good where nothing was found. */
export function judge(findings: readonly string[], note?: string): Outcome {
  if (findings.length > 0) return { kind: 'bad', findings };
  return note === undefined ? good : { kind: 'good', note };
}

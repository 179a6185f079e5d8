import type { CheckResult } from '../checks/check.ts';
import type { CheckId } from '../checks/check-catalogue.data.ts';

/** A box of the guide's security checklist. */
interface Box {
  readonly text: string;
  /** All of these must be good for a tick. */
  readonly needs: readonly CheckId[];
}

const boxes: readonly Box[] = [
  {
    text: 'CLERK_SECRET_KEY stored as Worker secret (not in wrangler.toml)',
    needs: ['wrangler-toml-no-secrets', 'secrets-stored', 'secrets-not-served'],
  },
  {
    text: 'CLERK_WEBHOOK_SECRET stored as Worker secret',
    needs: ['wrangler-toml-no-secrets', 'secrets-stored', 'webhook-takes-signed'],
  },
  {
    text: 'Allowed origins configured for all deployment URLs',
    needs: ['cors-allowed', 'cors-others-refused'],
  },
  { text: 'Test mode (pk_test_) keys NOT used in production', needs: ['live-key-served'] },
  { text: 'Webhook endpoint only accepts POST requests', needs: ['webhook-post-only'] },
  { text: 'JWKS URL is correct and accessible from Workers', needs: ['key-set-from-worker'] },
  { text: 'Admin users have tier: "admin" in public metadata', needs: ['clerk-admin'] },
  { text: 'CF Access configured for admin routes (optional but recommended)', needs: ['access-in-front'] },
];

/** A box with what was found out about it. */
export interface TickedBox {
  readonly text: string;
  readonly status: 'ticked' | 'failed' | 'not-checked';
  /** The checks that decided it, and why those that are not good are not. */
  readonly checks: readonly { readonly id: string; readonly outcome: string; readonly reason?: string }[];
}

/** The eight boxes of the guide's security checklist, ticked where every check that stands for one is good. */
export function tickBoxes(results: readonly CheckResult[]): readonly TickedBox[] {
  return boxes.map(({ text, needs }) => {
    const checks = needs.map((id) =>
      describe(
        id,
        results.find(({ check }) => check.id === id),
      ),
    );
    const isFailed = checks.some(({ outcome }) => outcome === 'bad');
    const isTicked = checks.every(({ outcome }) => outcome === 'good');
    return { text, status: isFailed ? 'failed' : isTicked ? 'ticked' : 'not-checked', checks };
  });
}

function describe(id: CheckId, result: CheckResult | undefined): TickedBox['checks'][number] {
  const outcome = result?.outcome ?? { kind: 'idle' };
  switch (outcome.kind) {
    case 'good':
      return { id, outcome: outcome.kind };
    case 'bad':
      return { id, outcome: outcome.kind, reason: outcome.findings.join(' ') };
    case 'unknown':
      return { id, outcome: outcome.kind, reason: outcome.reason };
    case 'confirm':
      return { id, outcome: outcome.kind, reason: outcome.request };
    case 'idle':
      return { id, outcome: outcome.kind, reason: 'it is about nothing here' };
  }
}

const marks = { ticked: '[✔]', failed: '[✘]', 'not-checked': '[ ]' } as const;

export function formatBoxes(ticked: readonly TickedBox[]): string {
  const lines = ticked.flatMap(({ text, status, checks }) => [
    `  ${marks[status]} ${text}`,
    ...(status === 'ticked'
      ? []
      : checks
          .filter(({ outcome }) => outcome !== 'good')
          .map(
            ({ id, outcome, reason }) =>
              `        ${outcome === 'bad' ? '' : 'not checked, '}${id}: ${reason}`,
          )),
  ]);
  return `\nThe guide’s security checklist\n${lines.join('\n')}\n`;
}

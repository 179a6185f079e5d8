import type { Environment, HealthResponse } from '@bloqr/contract';

/** What is said of one quantity. */
interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'info';
  readonly unit?: 'seconds';
  readonly help: string;
  /** Labels and value of each sample; a value of null is left out. */
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number | null])[];
}

/**
 * The health as OpenMetrics text (https://prometheus.io/docs/specs/om/open_metrics_spec/). Only what is true of the service as
 * a whole stands here: an isolate's own counts would say nothing, as nobody knows which one answers.
 */
export function renderMetrics(
  { parts, identity }: HealthResponse,
  about: { readonly version: string; readonly environment: Environment },
): string {
  const metrics: readonly Metric[] = [
    { name: 'bloqr_build', type: 'info', help: 'What runs here.', samples: [[about, 1]] },
    {
      name: 'bloqr_part_up',
      type: 'gauge',
      help: 'Whether a part of the service works.',
      samples: Object.entries(parts).map(([part, { status }]) => [{ part }, Number(status === 'ok')]),
    },
    ...(identity === undefined
      ? []
      : [
          single('bloqr_webhook_last_event_age_seconds', 'Since the last event was taken.', {
            seconds: identity.lastEventAgeSeconds,
          }),
          single('bloqr_webhook_last_event_lag_seconds', 'From the last event to when it was taken.', {
            seconds: identity.lastEventLagMs === null ? null : identity.lastEventLagMs / 1000,
          }),
          single('bloqr_reconciliation_age_seconds', 'Since the last full comparison was finished.', {
            seconds: identity.lastSweepAgeSeconds,
          }),
          single('bloqr_reconciliation_drift_users', 'By how many users it found the two sides apart.', {
            plain: identity.drift,
          }),
          single('bloqr_key_set_age_seconds', 'Since the keys kept for everywhere were fetched.', {
            seconds: identity.keySetAgeSeconds,
          }),
        ]),
  ];
  return `${metrics.flatMap(renderMetric).join('\n')}\n# EOF\n`;
}

function single(
  name: string,
  help: string,
  value: { readonly seconds: number | null } | { readonly plain: number | null },
): Metric {
  return 'seconds' in value
    ? { name, type: 'gauge', unit: 'seconds', help, samples: [[{}, value.seconds]] }
    : { name, type: 'gauge', help, samples: [[{}, value.plain]] };
}

function renderMetric({ name, type, unit, help, samples }: Metric): string[] {
  const known = samples.filter(([, value]) => value !== null);
  if (known.length === 0) return [];
  const suffix = type === 'info' ? '_info' : '';
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...known.map(([labels, value]) => `${name}${suffix}${renderLabels(labels)} ${value}`),
  ];
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

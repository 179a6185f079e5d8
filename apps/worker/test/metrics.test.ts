import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { renderMetrics } from '../src/health/render-metrics.ts';
import { callApi, createTestApp } from './harness.ts';

/** Lines of the form of OpenMetrics: what is said of a metric, a sample, the end. */
const line =
  /^(?:# (?:TYPE|UNIT|HELP) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? -?\d+(?:\.\d+)?|# EOF)$/;

describe('GET /api/metrics', () => {
  it('is OpenMetrics text of what works, and ends as such', async () => {
    const response = await callApi('/api/metrics');
    expect(response.headers.get('Content-Type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const text = await response.text();
    expect(text.endsWith('# EOF\n')).toBe(true);
    for (const one of text.trimEnd().split('\n')) expect(one).toMatch(line);
    expect(text).toContain('bloqr_build_info{version="0.1.0",environment="local"} 1\n');
    for (const part of ['configuration', 'database', 'compiler'])
      expect(text).toContain(`bloqr_part_up{part="${part}"} 1\n`);
  });

  it('answers also where a part fails, and says which', async () => {
    const { call } = createTestApp({ RATE_WINDOWS: env.RATE_WINDOWS });
    const response = await call('/api/metrics');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('bloqr_part_up{part="database"} 0\n');
  });
});

it('metrics of identity are in seconds, and what is not known is left out', () => {
  const ok = { status: 'ok' } as const;
  const text = renderMetrics(
    {
      status: 'ok',
      parts: { configuration: ok, database: ok, compiler: ok },
      identity: {
        lastEventAgeSeconds: 90,
        lastEventLagMs: 1500,
        lastSweepAgeSeconds: null,
        drift: 0,
        keySetAgeSeconds: 12,
      },
    },
    { version: '1"\\', environment: 'local' },
  );
  expect(text).toBe(
    `# TYPE bloqr_build info
# HELP bloqr_build What runs here.
bloqr_build_info{version="1\\"\\\\",environment="local"} 1
# TYPE bloqr_part_up gauge
# HELP bloqr_part_up Whether a part of the service works.
bloqr_part_up{part="configuration"} 1
bloqr_part_up{part="database"} 1
bloqr_part_up{part="compiler"} 1
# TYPE bloqr_webhook_last_event_age_seconds gauge
# UNIT bloqr_webhook_last_event_age_seconds seconds
# HELP bloqr_webhook_last_event_age_seconds Since the last event was taken.
bloqr_webhook_last_event_age_seconds 90
# TYPE bloqr_webhook_last_event_lag_seconds gauge
# UNIT bloqr_webhook_last_event_lag_seconds seconds
# HELP bloqr_webhook_last_event_lag_seconds From the last event to when it was taken.
bloqr_webhook_last_event_lag_seconds 1.5
# TYPE bloqr_reconciliation_drift_users gauge
# HELP bloqr_reconciliation_drift_users By how many users it found the two sides apart.
bloqr_reconciliation_drift_users 0
# TYPE bloqr_key_set_age_seconds gauge
# UNIT bloqr_key_set_age_seconds seconds
# HELP bloqr_key_set_age_seconds Since the keys kept for everywhere were fetched.
bloqr_key_set_age_seconds 12
`.concat('# EOF\n'),
  );
});

import { expect, it } from 'vitest';
import { describeLogLine } from './describe-entry.ts';

const request = {
  level: 'info',
  event: 'request',
  method: 'POST',
  route: '/api/compile',
  status: 200,
  problem: null,
  durationMs: 12,
  requestId: 'id-1',
};

it.each([
  { line: JSON.stringify(request), text: 'POST /api/compile 200 in 12 ms' },
  {
    line: JSON.stringify({ ...request, status: 404, route: null, problem: 'not-found' }),
    text: 'POST (no route) 404 not-found in 12 ms, request id-1',
  },
  {
    line: JSON.stringify({ level: 'info', event: 'cache-failed', reason: 'timeout' }),
    text: 'info: cache-failed reason=timeout',
  },
  {
    line: JSON.stringify({
      level: 'info',
      event: 'credential-refused',
      reason: 'expired',
      requestId: 'id-1',
    }),
    text: 'info: credential-refused reason=expired, request id-1',
  },
  {
    line: JSON.stringify({
      level: 'info',
      event: 'email',
      to: 'a@example.org',
      subject: 'Set a new password',
      link: 'http://localhost:8787/reset-password?token=x',
    }),
    text: 'E-mail to a@example.org: Set a new password\n  http://localhost:8787/reset-password?token=x',
  },
  { line: '⎔ Starting local server...', text: undefined },
  { line: '', text: undefined },
  { line: '{"level":', text: undefined },
])('$line is shown as $text', ({ line, text }) => {
  expect(describeLogLine(line)).toBe(text);
});

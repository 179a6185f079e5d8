/**
 * A line of the Worker's log for somebody who watches a terminal; undefined for whatever else wrangler says.
 *
 * @example
 * describeLogLine('{"event":"request","method":"GET","route":"/api/version","status":200,"durationMs":1, …}')
 * // 'GET /api/version 200 in 1 ms'
 */
export function describeLogLine(line: string): string | undefined {
  const entry = parseEntry(line);
  if (entry === undefined) return undefined;
  // Only on this machine does the log have e-mails.
  if (entry.event === 'email') return `E-mail to ${entry.to}: ${entry.subject}\n  ${entry.link}`;
  const { level, event, method, route, status, problem, durationMs, requestId, ...fields } = entry;
  if (event !== 'request') {
    const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
    const request = requestId === undefined ? '' : `, request ${requestId}`;
    return `${level}: ${event}${rest.join('')}${request}`;
  }
  const name = `${method} ${route ?? '(no route)'} ${status}`;
  return problem === null
    ? `${name} in ${durationMs} ms`
    : `${name} ${problem} in ${durationMs} ms, request ${requestId}`;
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{"level":')) return undefined;
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? { ...entry } : undefined;
  } catch {
    return undefined;
  }
}

import { escapeControls } from '../command-line/escape-controls.ts';
import { type LoggedEntry, readRecord } from './log-record.ts';

/**
 * A line of the Worker's log for somebody who watches a terminal; undefined for whatever else a program says.
 *
 * @example
 * describeLogLine('{"level":"info","event":"request","method":"GET","route":"/api/version","status":200,"durationMs":1, …}')
 * // 'GET /api/version 200 in 1 ms'
 */
export function describeLogLine(line: string): string | undefined {
  if (!line.startsWith('{"level":')) return undefined;
  const entry = readRecord(line)?.entries[0];
  return entry && describeEntry(entry);
}

/** The same, for one that was read. What is a field of every request is left out where it says nothing. */
export function describeEntry(entry: LoggedEntry): string {
  // Only on this machine does the log have e-mails.
  if (entry.event === 'email')
    return `${escapeControls(`E-mail to ${entry.to}: ${entry.subject}`)}\n  ${escapeControls(String(entry.link))}`;
  return escapeControls(entry.event === 'request' ? describeRequest(entry) : describeOther(entry));
}

function describeRequest(entry: LoggedEntry): string {
  const { method, route, status, problem, principal, tier, durationMs, databaseReads, databaseWrites } =
    entry;
  const name = `${method} ${route ?? '(no route)'} ${status}`;
  const who = typeof principal === 'string' && principal !== 'anonymous' ? `, ${principal} ${tier}` : '';
  const reads = databaseReads ? `, ${databaseReads} read${databaseReads === 1 ? '' : 's'}` : '';
  const writes = databaseWrites ? `, ${databaseWrites} write${databaseWrites === 1 ? '' : 's'}` : '';
  const request = problem === null ? '' : `, request ${entry.requestId}`;
  return `${name}${problem === null ? '' : ` ${problem}`} in ${durationMs} ms${who}${reads}${writes}${request}`;
}

function describeOther({ level, event, requestId, ...fields }: LoggedEntry): string {
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  const request = requestId === undefined ? '' : `, request ${requestId}`;
  return `${level}: ${event}${rest.join('')}${request}`;
}

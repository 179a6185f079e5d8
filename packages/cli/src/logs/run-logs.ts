import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { CommandError } from '../command-error.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { writeResult } from '../io/standard-streams.ts';
import { describeEntry } from './describe-entry.ts';
import { createLogFilter, statusForm } from './log-filter.ts';
import { type LogRecord, readRecord } from './log-record.ts';
import { LogSummary } from './log-summary.ts';
import { logsCommand } from './logs-command.ts';
import { splitObjects } from './split-objects.ts';

/**
 * Runs `bloqr logs`.
 *
 * @throws CommandError where the command line is wrong or the file cannot be read
 */
export async function runLogs(args: readonly string[]): Promise<void> {
  const options = parseOptions(logsCommand, args);
  if (options.has('help')) return writeResult(formatHelp(logsCommand));
  const statuses = options.all('status');
  const wrong = statuses.find((status) => !statusForm.test(status));
  if (wrong !== undefined) throw usageError(logsCommand, `--status is 404 or 5xx, not ${wrong}.`);
  const { isWanted } = createLogFilter({
    route: options.last('route'),
    statuses,
    requestId: options.last('request'),
    event: options.last('event'),
    errorsOnly: options.has('errors'),
  });
  const summary = options.has('summary') ? new LogSummary() : undefined;
  const write = options.has('json') ? writeAsJson : writeForPeople;
  for await (const text of splitObjects(readLines(options.operands[0] ?? '-'))) {
    const record = readRecord(text);
    if (record === undefined || !isWanted(record)) continue;
    if (summary === undefined) write(record);
    else summary.add(record);
  }
  if (summary !== undefined) writeResult(summary.format());
}

function readLines(path: string): AsyncIterable<string> {
  if (path === '-' && process.stdin.isTTY)
    throw usageError(logsCommand, 'Nothing is piped in, and no file is named.');
  if (path !== '-' && statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new CommandError('source', 'log-not-readable', `${path} cannot be read: it is no file.`);
  const input = path === '-' ? process.stdin : createReadStream(path);
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

function writeAsJson({ entries }: LogRecord): void {
  for (const entry of entries) writeResult(`${JSON.stringify(entry)}\n`);
}

function writeForPeople({ atMs, entries, cpuMs, trouble }: LogRecord): void {
  const time = atMs === undefined ? '' : `${new Date(atMs).toISOString().slice(11, 19)} `;
  for (const entry of entries) {
    const isBad = entry.level === 'error' || entry.outcome === 'failed';
    const cpu = entry.event === 'request' && cpuMs !== undefined ? `, ${cpuMs} ms CPU` : '';
    const text = `${time}${describeEntry(entry)}${cpu}`;
    writeResult(`${isBad && process.stdout.isTTY ? styleText('red', text) : text}\n`);
  }
  if (trouble !== undefined) writeResult(`${time}error: the call ended with ${JSON.stringify(trouble)}\n`);
}

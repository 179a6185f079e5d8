import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What an answer of the service is made of. */
export interface Answer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** A request, as one would type it. */
export interface Order {
  readonly method?: 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Prints the command, runs it, and prints the status. */
export async function curl(address: string, { method, headers = {}, body }: Order = {}): Promise<Answer> {
  const sent = { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) };
  const args = [
    ...(method === undefined ? [] : ['-X', method]),
    ...Object.entries(sent).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(body === undefined ? [] : ['-d', JSON.stringify(body)]),
    address,
  ];
  process.stdout.write(`\n$ curl -i ${args.map(quote).join(' ')}\n`);
  const { stdout } = await run('curl', ['-sS', '-i', ...args]);
  const answer = parse(stdout);
  process.stdout.write(`  ${answer.status} ${answer.text.slice(0, 200).trimEnd()}\n`);
  return answer;
}

function parse(output: string): Answer {
  const [head = '', ...rest] = output.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: new Map(headers), text: rest.join('\r\n\r\n') };
}

/** As a shell takes it. */
function quote(text: string): string {
  return /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a scripted source answers from now on. */
export interface SourceScript {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Leaves the answer open after the body. */
  readonly isHanging?: boolean;
  /** Cuts the connection instead of answering: always, or that of the first request only. */
  readonly cuts?: 'all' | 'first' | undefined;
}

/** One request that a scripted source saw. */
export interface SeenRequest {
  readonly ifNoneMatch: string | null;
  readonly ifModifiedSince: string | null;
  readonly status: number;
  /** Whether the client closed the connection before the answer was over. */
  wasLeft: boolean;
  /** Requests for sources of this server under way when it came, itself included. */
  readonly atOnce: number;
}

const scripts = new Map<string, SourceScript>();
const seen = new Map<string, SeenRequest[]>();
let underWay = 0;

/**
 * Sources that do as a test says: `PUT /scripted/<name>` sets the script, `GET /scripted/<name>` is the source, which
 * answers 304 where its ETag or Last-Modified is sent back, and `GET /seen/<name>` lists the requests for it.
 */
export async function answerScripted(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [, folder, name = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  if (folder === 'seen') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(seen.get(name) ?? []));
    return true;
  }
  if (folder !== 'scripted') return false;
  if (request.method === 'PUT') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    scripts.set(name, JSON.parse(Buffer.concat(chunks).toString()) as SourceScript);
    response.writeHead(204).end();
    return true;
  }
  await play(request, response, name);
  return true;
}

async function play(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
  const script: SourceScript = scripts.get(name) ?? { status: 404 };
  const { status = 200, headers = {}, body = '', isHanging = false, cuts } = script;
  const ifNoneMatch = request.headers['if-none-match'] ?? null;
  const ifModifiedSince = request.headers['if-modified-since'] ?? null;
  const isUnchanged =
    status === 200 &&
    ((ifNoneMatch !== null && ifNoneMatch === headers.ETag) ||
      (ifNoneMatch === null && ifModifiedSince !== null && ifModifiedSince === headers['Last-Modified']));
  underWay += 1;
  const entry: SeenRequest = {
    ifNoneMatch,
    ifModifiedSince,
    status: isUnchanged ? 304 : status,
    wasLeft: false,
    atOnce: underWay,
  };
  seen.set(name, [...(seen.get(name) ?? []), entry]);
  response.on('close', () => {
    underWay -= 1;
    entry.wasLeft = !response.writableFinished;
  });
  // Long enough for requests that are made at once to be under way at once.
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (cuts === 'first') scripts.set(name, { ...script, cuts: undefined });
  if (cuts !== undefined) {
    request.socket.destroy();
    return;
  }
  response.writeHead(isUnchanged ? 304 : status, { 'Content-Type': 'text/plain', ...headers });
  if (isHanging) response.write(body);
  else response.end(isUnchanged ? undefined : body);
}

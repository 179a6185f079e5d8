import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Files under URLs of the loopback. */
export interface FileServer {
  /** `host:port`. */
  readonly host: string;
  readonly urlOf: (path: string) => string;
  readonly close: () => void;
}

/** Serves exactly these files as plain text on a free port of the loopback. */
export async function serveFiles(paths: readonly string[]): Promise<FileServer> {
  const server = createServer((request, response) => {
    const path = paths[Number(/^\/(\d+)\.txt$/.exec(request.url ?? '')?.[1])];
    if (path === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    host,
    urlOf: (path) => `http://${host}/${paths.indexOf(path)}.txt`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

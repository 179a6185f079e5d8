import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { isNearAddress } from './near-address.ts';

/** A connection that must not have been made. */
export interface CanaryHit {
  readonly address: string;
  readonly port: number;
}

/** Servers at all addresses there are: the canary at those near, stand-ins for public servers at the others. */
export interface Listeners {
  readonly hits: readonly CanaryHit[];
  /** Connections to public addresses so far. */
  readonly publicCount: () => number;
  readonly close: () => void;
}

/** The whole answer to a request for `path` at `host`, head and all. */
export type AnswerPublic = (host: string, path: string) => string;

/** A key and a certificate, PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

const tlsPorts: ReadonlySet<number> = new Set([443, 8443]);
const headBytesMax = 65_536;

/** Listens on these ports of every address. A connection counts when it is made, whatever is said on it. */
export async function openListeners(
  ports: readonly number[],
  answer: AnswerPublic,
  identity: TlsIdentity,
): Promise<Listeners> {
  const hits: CanaryHit[] = [];
  let publicCount = 0;
  const servers: Server[] = [];
  for (const port of ports) {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      const address = socket.localAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? 'unknown';
      if (address === 'unknown' || isNearAddress(address)) {
        hits.push({ address, port });
        // Whoever gets here gets a list, so that it cannot pass for a failure.
        speak(socket, () => respond('200 OK', '||canary.example.org^\n'));
        return;
      }
      publicCount += 1;
      if (!tlsPorts.has(port)) return speak(socket, answer);
      const secured = new TLSSocket(socket, { isServer: true, key: identity.key, cert: identity.cert });
      secured.on('error', () => socket.destroy());
      speak(secured, answer);
    });
    await listen(server, port);
    servers.push(server);
  }
  return {
    hits,
    publicCount: () => publicCount,
    close: () => {
      for (const server of servers) server.close();
    },
  };
}

/** An answer after which the connection is closed, so that the next request needs a new one. */
export function respond(status: string, body: string, fields: readonly string[] = []): string {
  const head = [`HTTP/1.1 ${status}`, 'Content-Type: text/plain', 'Connection: close', ...fields];
  return `${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Answers one request. Written by hand: `node:http` refuses to send the header fields that this proof is about. */
export function speak(socket: Socket, answer: AnswerPublic): void {
  let head = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    head += text;
    if (head.length > headBytesMax) socket.destroy();
    if (!head.includes('\r\n\r\n')) return;
    const path = /^GET (\S+)/.exec(head)?.[1] ?? '';
    const host = /^host:\s*(\S+)/im.exec(head)?.[1] ?? '';
    socket.removeAllListeners('data').end(answer(host, path));
  });
}

/** Both families where the machine has both. */
function listen(server: Server, port: number): Promise<void> {
  const attempt = (host: string) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, backlog: 1024 }, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  return attempt('::').catch(() => attempt('0.0.0.0'));
}

import type { Server } from 'node:net';

/** The addresses of `localhost`, which is either of them. */
export const loopbackHosts = ['127.0.0.1', '::1'] as const;

/** Lets a server listen, and says what became of that; it rejects never. A machine without IPv6 has no `::1`. */
export function listen(
  server: Server,
  port: number,
  host: string,
): Promise<'listening' | 'taken' | 'no-such-host'> {
  return new Promise((resolve) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRINUSE' || code === 'EACCES' ? 'taken' : 'no-such-host'),
    );
    server.listen({ port, host, exclusive: true }, () => resolve('listening'));
  });
}

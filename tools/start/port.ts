import { createServer } from 'node:net';

/**
 * Whether nobody listens on this port of the loopback addresses. Only so that a taken port is told before anything
 * is made; wrangler itself decides a moment later.
 */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      const { code } = error as NodeJS.ErrnoException;
      // A machine without IPv6 has no ::1, which is nobody's use of the port.
      resolve(code !== 'EADDRINUSE' && code !== 'EACCES');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

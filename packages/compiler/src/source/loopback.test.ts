import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { failure, nodePorts, type ReadingOptions, readLines } from '../../test/source-reading.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server on loopback that ends with the test. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}

function read(host: string, options: ReadingOptions = {}) {
  return readLines(`http://${host}/list.txt`, {
    hostAllowlist: new Set([host]),
    ...options,
    ports: nodePorts,
  });
}

describe('a source from a real server', () => {
  it('is read decompressed', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
      response.end(gzipSync('||a.example^\n||b.example^\n'));
    });
    const { lines, summary } = await read(host);
    expect(lines).toEqual(['||a.example^', '||b.example^']);
    expect(summary.byteCount).toBe(26);
  });

  it('is refused when loopback is not allowed', async () => {
    let requests = 0;
    const host = await serve((_request, response) => {
      requests++;
      response.end('a');
    });
    expect(await failure(read(host, { hostAllowlist: new Set() }))).toMatchObject({ code: 'source-refused' });
    expect(requests).toBe(0);
  });

  it('never redirects to a server beside it', async () => {
    let requests = 0;
    const secret = await serve((_request, response) => {
      requests++;
      response.end('secret');
    });
    const host = await serve((_request, response) => {
      response.writeHead(302, { location: `http://${secret}/` }).end();
    });
    expect(await failure(read(host))).toMatchObject({ code: 'source-refused' });
    expect(requests).toBe(0);
  });

  it('redirects in a circle only so often', async () => {
    let requests = 0;
    const host = await serve((_request, response) => {
      response.writeHead(302, { location: `/?${++requests}` }).end();
    });
    expect(await failure(read(host, { limits: { redirectsMax: 5 } }))).toMatchObject({
      code: 'source-unreachable',
    });
    expect(requests).toBe(6);
  });

  it('is cut off when it unpacks to more than fileBytesMax', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, 'a\n'));
    let isClosed = false;
    const host = await serve((_request, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    expect(bomb.length).toBeLessThan(40_000);
    expect(await failure(read(host, { limits: { fileBytesMax: 1_000_000 } }))).toMatchObject({
      code: 'source-too-large',
      message: `http://${host}/list.txt has more than 1000000 bytes (fileBytesMax)`,
    });
    await expect.poll(() => isClosed).toBe(true);
  });

  it('is cut off when it never ends', async () => {
    let isClosed = false;
    const host = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!isClosed && response.write('a\n'.repeat(8192)));
      };
      response.on('drain', more);
      response.on('close', () => {
        isClosed = true;
      });
      more();
    });
    expect(await failure(read(host, { limits: { fileBytesMax: 500_000 } }))).toMatchObject({
      code: 'source-too-large',
    });
    await expect.poll(() => isClosed).toBe(true);
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['stops in the middle', (_request, response) => void response.writeHead(200).write('a\n')],
    [
      'sends byte by byte',
      (_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('a'), 10);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('times out when it %s', async (_name, answer) => {
    const host = await serve(answer);
    expect(await failure(read(host, { limits: { fileTimeoutMs: 200 } }))).toMatchObject({
      code: 'source-timeout',
      message: `http://${host}/list.txt took longer than 200 ms (fileTimeoutMs)`,
    });
  });

  it('fails when its body is shorter than announced', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('a\n', () => response.destroy());
    });
    expect(await failure(read(host))).toMatchObject({ code: 'source-unreachable' });
  });

  it('fails when its compression is broken', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
    });
    expect(await failure(read(host))).toMatchObject({ code: 'source-unreachable' });
  });

  it('fails when nobody listens', async () => {
    const host = await serve(() => undefined);
    await closers.pop()?.();
    expect(await failure(read(host))).toMatchObject({
      code: 'source-unreachable',
      message: `http://${host}/list.txt cannot be fetched (ECONNREFUSED)`,
    });
  });

  it('is held while its includes are fetched, so that its own time stands still', async () => {
    const rest = '||host.example^\n'.repeat(100_000);
    const host = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      if (request.url === '/list.txt') response.end(`!#include slow.txt\n!#include slow.txt\n${rest}`);
      else setTimeout(() => response.end('slow'), 400);
    });
    const { lines, summary } = await read(host, { limits: { fileTimeoutMs: 700 } });
    expect(lines.slice(0, 3)).toEqual(['slow', 'slow', '||host.example^']);
    expect(summary).toEqual({ lineCount: 100_002, byteCount: 1_600_046, fileCount: 3 });
  });
});

import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { TestProject } from 'vitest/node';
import { answerScripted } from './scripted-source.ts';

const list = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
};

const redirect = (response: ServerResponse, location: string): void => {
  response.writeHead(302, { Location: location }).end();
};

/** What stands at each path. */
const pages: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/a.txt': (response) => list(response, '! Title: A\n||ads.example.org^\n||tracker.example.net^\n'),
  '/b.txt': (response) => list(response, '0.0.0.0 ads.example.org\n0.0.0.0 other.example.com\n'),
  '/tail.txt': (response) => list(response, '||tail.example.org^\n'),
  '/includes.txt': (response) => list(response, '||head.example.org^\n!#include tail.txt\n'),
  '/self.txt': (response) => list(response, '!#include self.txt\n'),
  '/broken-if.txt': (response) => list(response, '!#if true\n||a.example.org^\n'),
  '/moved.txt': (response) => redirect(response, '/a.txt'),
  '/to-private.txt': (response) => redirect(response, 'http://127.0.0.1:1/secret.txt'),
  '/to-metadata.txt': (response) => redirect(response, 'http://169.254.169.254/latest/meta-data/'),
  '/to-file.txt': (response) => redirect(response, 'file:///etc/passwd'),
  '/around.txt': (response) => redirect(response, '/around.txt'),
  '/page.html': (response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html>\n<html><head><title>Not found</title></head><body>Sorry.</body></html>\n'),
  '/broken': (response) => response.writeHead(500).end('oops'),
  '/large.txt': (response) => list(response, '||large.example.org^\n'.repeat(550_000)),
  '/half.txt': (response) => list(response, '||half.example.org^\n'.repeat(300_000)),
  '/foreign-include.txt': (response) => list(response, '!#include https://example.org/other.txt\n'),
  '/bomb.txt': (response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' })
      .end(gzipSync('0'.repeat(12 * 1024 * 1024))),
  '/hanging.txt': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.write('||hanging.example.org^\n');
  },
  '/cut.txt': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': '1000' });
    response.write('||cut.example.org^\n');
    setTimeout(() => response.destroy(), 50);
  },
};

/** Serves sources on loopback for the tests, which run inside workerd and cannot listen themselves. */
export default async function startSourceServer({ provide }: TestProject): Promise<() => Promise<void>> {
  const answer: RequestListener = async (request, response) => {
    if (await answerScripted(request, response)) return;
    const page = pages[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (request.url === '/headers.txt') list(response, request.rawHeaders.join('\n').toLowerCase());
    else if (page === undefined)
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('nothing here');
    else page(response);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  provide('sourceHost', `127.0.0.1:${port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    sourceHost: string;
  }
}

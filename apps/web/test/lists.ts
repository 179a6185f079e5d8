import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Rules of a list that is long enough to be cut short in the preview. */
const longListRules = 3000;

const sendText = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
};

/** As most hosts of lists answer: any page may read it. */
const sendOpenText = (response: ServerResponse, text: string): void => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  sendText(response, text);
};

/** The lists that the tests compile. */
const lists: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/ads.txt': (response) =>
    sendText(response, '! Title: Ads\n||ads.example.org^\n||tracker.example.net^\n||tracker.example.net^\n'),
  '/hosts.txt': (response) =>
    sendText(
      response,
      '# Hosts\n0.0.0.0 ads.example.org\n0.0.0.0 other.example.com\n0.0.0.0 sub.tracker.example.net\nexample.org##.banner\n',
    ),
  '/open/ads.txt': (response) =>
    sendOpenText(
      response,
      '! Title: Ads\n||ads.example.org^\n||tracker.example.net^\n||bad.example^$nonsense\n',
    ),
  '/open/hosts.txt': (response) =>
    sendOpenText(response, '# Hosts\n0.0.0.0 ads.example.org\n0.0.0.0 other.example.com\n'),
  '/open/moved.txt': (response) =>
    response.writeHead(302, { Location: '/open/hosts.txt', 'Access-Control-Allow-Origin': '*' }).end(),
  '/long.txt': (response) =>
    sendText(
      response,
      Array.from({ length: longListRules }, (_, index) => `||host-${index}.example^\n`).join(''),
    ),
  // Begins, and never ends.
  '/endless.txt': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.write('||endless.example.org^\n');
  },
  '/page.txt': (response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n'),
};

/** Serves the lists on loopback; `/requests` tells what was asked for, and what was given up before its end. */
export async function serveLists(
  port = 0,
): Promise<{ readonly host: string; readonly close: () => Promise<void> }> {
  const requests = { asked: [] as string[], left: [] as string[] };
  const server: Server = createServer((request, response) => {
    const { url = '/' } = request;
    if (url === '/requests') {
      sendText(response, JSON.stringify(requests));
      return;
    }
    requests.asked.push(url);
    response.on('close', () => {
      if (!response.writableFinished) requests.left.push(url);
    });
    const list = lists[new URL(url, 'http://localhost').pathname];
    if (list === undefined) response.writeHead(404).end();
    else list(response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: chosen } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${chosen}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

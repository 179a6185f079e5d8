import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../src/io/guarded-fetch.ts';
import { PrivateAddressError } from '../src/io/private-address-error.ts';
import { runBloqr } from './run-bloqr.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const asked: string[] = [];
let server: Server;
let port = 0;

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/list.txt': (response) => response.setHeader('content-type', 'text/plain').end('||a.example.org^\n'),
  '/gzip.txt': (response) =>
    response
      .setHeader('content-type', 'text/plain')
      .setHeader('content-encoding', 'gzip')
      .end(gzipSync('||gzip.example.org^\n')),
  '/redirect.txt': (response) => response.writeHead(302, { location: '/list.txt' }).end(),
  '/to-other-name.txt': (response) =>
    response.writeHead(302, { location: `http://localhost:${port}/list.txt` }).end(),
  '/to-metadata.txt': (response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
};

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address === 'object' && address !== null) port = address.port;
});
afterAll(() => server.close());
beforeEach(() => asked.splice(0));

function run(args: readonly string[], environment?: Record<string, string>) {
  return runBloqr(args, { folder: folder.path, ...(environment && { environment }) });
}

describe('a source on the network', () => {
  it.each(['list.txt', 'gzip.txt', 'redirect.txt'])(
    'is fetched where its local host is named: %s',
    async (name) => {
      const { code, stdout, stderr } = await run(['-i', `http://127.0.0.1:${port}/${name}`]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('.example.org^');
    },
  );

  it('that fails is told with its place in the configuration', async () => {
    folder.write('a.txt', '||a.example^');
    folder.write('c.json', {
      name: 'X',
      sources: [{ source: 'a.txt' }, { source: `http://127.0.0.1:${port}/none.txt?key=secret` }],
    });
    const { code, stderr } = await run(['-c', 'c.json']);
    expect(code).toBe(5);
    expect(stderr).toContain(`http://127.0.0.1:${port}/none.txt answered with status 404.`);
    expect(stderr).toContain('configured at /sources/1/source of c.json');
    expect(stderr).not.toContain('secret');
  });

  it('whose host does not listen is told so', async () => {
    const { code, stderr } = await run(['-i', 'http://127.0.0.1:9/list.txt']);
    expect(code).toBe(5);
    expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:9\/list\.txt cannot be fetched \(.+\)\./);
  });

  it.each(['to-other-name.txt', 'to-metadata.txt'])('may not lead to a local host: %s', async (name) => {
    const { code, stderr } = await run(['-i', `http://127.0.0.1:${port}/${name}`]);
    expect(code).toBe(5);
    expect(stderr).toMatch(/may not be fetched/);
    expect(asked).toEqual([`/${name}`]);
  });

  it('may lead to a local host that is allowed', async () => {
    const args = ['-i', `http://127.0.0.1:${port}/to-other-name.txt`];
    expect(await run([...args, '--allow-host', `localhost:${port}`])).toMatchObject({ code: 0 });
    expect(await run(args, { SOURCE_HOST_ALLOWLIST: `nas.lan:80,localhost:${port}` })).toMatchObject({
      code: 0,
    });
  });

  it('below a local domain is refused with the way to allow it', async () => {
    const { code, stderr } = await run(['-i', 'http://nas.lan:8080/list.txt']);
    expect(code).toBe(5);
    expect(stderr).toMatch(/--allow-host <host:port>/);
  });
});

describe('the guarded fetch', () => {
  const init = { headers: {}, signal: AbortSignal.timeout(10_000) };

  it('does not connect where a name stands for an address that is not public', async () => {
    const guarded = createGuardedFetch(new Set());
    await expect(guarded.fetch(`http://localhost:${port}/list.txt`, init)).rejects.toBeInstanceOf(
      PrivateAddressError,
    );
    await guarded.close();
    expect(asked).toEqual([]);
  });

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '0'])(
    'does not connect to an address that is not public: %s',
    async (host) => {
      const guarded = createGuardedFetch(new Set([`localhost:${port}`]));
      await expect(guarded.fetch(`http://${host}:${port}/list.txt`, init)).rejects.toBeInstanceOf(
        PrivateAddressError,
      );
      await guarded.close();
      expect(asked).toEqual([]);
    },
  );

  it.each(['::ffff:127.0.0.1', '169.254.169.254', 'fd00::1', '127.0.0.1'])(
    'does not connect where one of the answers for a name is not public: %s',
    async (local) => {
      const dialed: string[] = [];
      const guarded = createGuardedFetch(new Set(), {
        lookup: (_hostname, _options, callback) =>
          callback(
            null,
            ['93.184.215.14', local].map((address) => ({ address, family: isIP(address) })),
          ),
        createConnector: (lookup) => (options, callback) =>
          lookup(options.hostname, { all: true }, (error, addresses) => {
            if (error === null) dialed.push(String(addresses));
            callback(error ?? new Error('refused'), null);
          }),
      });
      await expect(guarded.fetch('http://name.example.org/list.txt', init)).rejects.toBeInstanceOf(
        PrivateAddressError,
      );
      await guarded.close();
      expect(dialed).toEqual([]);
    },
  );

  it('connects where the host is allowed', async () => {
    const guarded = createGuardedFetch(new Set([`localhost:${port}`]));
    expect((await guarded.fetch(`http://localhost:${port}/list.txt`, init)).status).toBe(200);
    await guarded.close();
    expect(asked).toEqual(['/list.txt']);
  });
});

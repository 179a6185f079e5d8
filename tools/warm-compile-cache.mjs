// Runs the bundle once, so that V8's compiled code for it is in the cache before the first real run. Plain JavaScript
// that Node 20 can run.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode } from './install.mjs';

const timeLimitMs = 20_000;

/** A list in which every kind of line occurs, so that the code for each is compiled. */
const sampleList = `! Title: Sample
# a comment
127.0.0.1 localhost
0.0.0.0 ads.example.org tracker.example.org # two names
::1 ip6.example.org
plain.example.org
sub.plain.example.org
||example.net^
||example.net^$third-party
||*.example.com^$important,dnstype=A
@@||good.example.org^
/banner[0-9]+/
||192.0.2.1^
192.0.2.7
example.org##.banner
||пример.example^
||co.uk^
||ads.example.net^|
://start.example.org^
`;

/**
 * A cold run fills the cache, in one process: the code of a file is stored once, by the first process that loads it.
 * Without the cache the command works all the same, so a failure here is no failure of the build.
 */
export async function warmCompileCache(cli) {
  const node = pinnedNode();
  if (node === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-'));
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain').end(sampleList);
  });
  try {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const configuration = {
      name: 'Sample',
      sources: [
        { source: join(folder, 'list.txt'), name: 'List', transformations: ['RemoveModifiers'] },
        { source: `http://127.0.0.1:${server.address().port}/list.txt` },
      ],
      exclusions: ['/^excluded/', '*wild*', 'plain text'],
      transformations: [
        'ConvertToAscii',
        'TrimLines',
        'Compress',
        'Validate',
        'Deduplicate',
        'InsertFinalNewLine',
      ],
    };
    writeFileSync(join(folder, 'list.txt'), sampleList.repeat(50));
    writeFileSync(join(folder, 'configuration.json'), JSON.stringify(configuration));
    await runToEnd(node, [join(cli, 'bin/bloqr.js'), '-c', 'configuration.json', '-o', 'out.txt'], folder);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runToEnd(command, args, folder) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, stdio: 'ignore', timeout: timeLimitMs });
    child.on('error', resolve);
    child.on('exit', resolve);
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Service, startService } from '../../examples/better-auth/start-service.ts';
import { type Running, startBoth } from '../../examples/clerk-guide/start-both.ts';
import { makeProjectCopy, type ProjectCopy } from './project-copy.ts';
import { commandTags, readBlocks } from './read-blocks.ts';
import { type PageScene, runPage, writeAddresses } from './run-page.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

/** Pages whose commands are run. */
const pages = [
  ...readdirSync(join(docs, 'runbooks')).map((name) => `runbooks/${name}`),
  'better-auth.md',
  'choosing-a-provider.md',
  'clerk-setup.md',
  'deployment.md',
  'observability.md',
].map((name) => ({ name, blocks: readBlocks(readFileSync(join(docs, name), 'utf8')) }));

let copy: ProjectCopy;
let running: Running;
let scene: PageScene;
/** All that was printed. */
let printed = '';
beforeAll(async () => {
  copy = makeProjectCopy();
  running = await startBoth(copy.stateFolder);
  scene = {
    folder: copy.path,
    addresses: { 'http://localhost:8787': running.service, 'http://localhost:8790': running.clerk },
    // By default it is the port that documents name.
    environment: { ALLOWED_ORIGINS: `http://localhost:4200,${running.service}` },
  };
}, 180_000);
afterAll(async () => {
  await running.stop();
  copy.remove();
}, 60_000);

/** Where nothing of Clerk is: for the one page, which is about that. */
async function startAlone(): Promise<{ readonly service: Service; readonly scene: PageScene }> {
  const stateFolder = join(copy.path, '.wrangler', 'without-clerk');
  const service = await startService(stateFolder);
  return {
    service,
    scene: {
      folder: copy.path,
      addresses: { 'http://localhost:8787': service.origin },
      environment: { STATE_DIR: stateFolder },
    },
  };
}

it('every block of commands says whether it is run', () => {
  const untagged = pages.flatMap(({ name, blocks }) =>
    blocks
      .filter(({ language, tag }) => language === 'sh' && !commandTags.some((known) => known === tag))
      .map(({ line }) => `${name}:${line}`),
  );
  expect(untagged).toEqual([]);
});

describe.each(pages)('the commands of $name', ({ name, blocks }) => {
  const commands = blocks.filter(
    ({ language, tag }) => language === 'sh' && (tag === 'run' || tag === 'stand-in'),
  );

  it.runIf(commands.length > 0)('do what the page says', { timeout: 420_000 }, async () => {
    const alone = name === 'better-auth.md' ? await startAlone() : undefined;
    onTestFinished(() => alone?.service.stop());
    for (const { block, code, output } of await runPage(commands, alone?.scene ?? scene)) {
      printed += output;
      expect(code, `line ${block.line}:\n${output}`).toBe(0);
      const next = blocks[blocks.indexOf(block) + 1];
      const shown = next?.language === 'text' && next.tag === 'shown' ? next.text.split('\n') : [];
      for (const line of shown)
        expect(output, `line ${block.line}`).toContain(writeAddresses(line.trim(), scene.addresses));
    }
  });
});

it('what the guide says the checks print, they have printed', () => {
  const lines = pages.flatMap(({ blocks }) =>
    blocks
      .filter(({ language, tag }) => language === 'text' && ['doctor', 'preflight', 'verify'].includes(tag))
      .flatMap(({ text }) => text.split('\n')),
  );
  expect(lines.length).toBeGreaterThan(20);
  const missing = lines.filter((line) => !printed.includes(line.trim()));
  // A run of single pages has printed less.
  if (printed.includes('Deployed and verified')) expect(missing).toEqual([]);
});

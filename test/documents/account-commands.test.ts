import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBlocks } from './read-blocks.ts';

const root = join(import.meta.dirname, '..', '..');
const docs = join(root, 'docs');
const pages = [
  ...readdirSync(join(docs, 'runbooks')).map((name) => `runbooks/${name}`),
  ...['better-auth.md', 'clerk-setup.md', 'deployment.md', 'observability.md'],
];

/** Commands that need an account and are not run, each once and without what it is piped into. */
const commands = [
  ...new Set(
    pages.flatMap((page) =>
      readBlocks(readFileSync(join(docs, page), 'utf8'))
        .filter(({ language, tag }) => language === 'sh' && tag === 'account')
        .flatMap(({ text }) => text.split('\n'))
        .map((line) => line.split(' | ')[0]?.trim() ?? '')
        .filter((line) => line !== ''),
    ),
  ),
];

/** The words of a command line; what stands in quotes is one. */
function split(command: string): string[] {
  return [...command.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word);
}

/** What the help of wrangler says of a command. */
interface CommandHelp {
  readonly flags: ReadonlySet<string>;
  readonly isKnown: boolean;
}

/** Asking takes seconds, and documents have the same few commands again and again. */
const helps = new Map<string, CommandHelp>();
function readHelp(words: readonly string[]): CommandHelp {
  const key = words.join(' ');
  const help = helps.get(key) ?? askHelp(words);
  helps.set(key, help);
  return help;
}

/** The help of wrangler for a command, and the flags that it names. */
function askHelp(words: readonly string[]): CommandHelp {
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js'), ...words, '--help'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: '/nonexistent', WRANGLER_SEND_METRICS: 'false' },
    },
  );
  const flags = [...stdout.matchAll(/(?:^|\s)(--[a-z-]+)(?=\s)/gm)].map(([, flag]) => flag ?? '');
  // The help of a command begins with its name; that of an unknown one is that of the command above it.
  return { flags: new Set(flags), isKnown: status === 0 && stdout.startsWith(`wrangler ${words.join(' ')}`) };
}

const ofWrangler = commands.filter((command) => command.startsWith('npx wrangler '));

it('documents have commands for accounts of these kinds alone', () => {
  expect(ofWrangler.length).toBeGreaterThan(10);
  for (const command of commands)
    expect(command).toMatch(
      /^(?:npx wrangler|npx bloqr|npm run wrangler:deploy|curl https:\/\/bloqr\.example\.org)/,
    );
});

describe('wrangler knows', { timeout: 60_000 }, () => {
  it.each(ofWrangler)('%s', (command) => {
    const words = split(command).slice(2);
    const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
    const first = words.findIndex((word) => word.startsWith('--'));
    const path = words.slice(0, first === -1 ? undefined : first);
    // Names of things stand behind those of commands.
    const known = [path.length, path.length - 1]
      .map((length) => readHelp(path.slice(0, length)))
      .find(({ isKnown }) => isKnown);
    expect(known?.isKnown).toBe(true);
    for (const flag of flags) expect([...(known?.flags ?? [])]).toContain(flag);
  });
});

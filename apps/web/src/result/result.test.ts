import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makeCurlCommand } from './curl-command.ts';
import { listFileName } from './list-file-name.ts';
import { previewLines } from './preview-lines.ts';
import { listRemovals } from './removal-rows.ts';

describe('the name of the file', () => {
  it.each([
    { name: 'My list', extension: 'txt', file: 'my-list.txt' },
    { name: 'Bücher & Ärger', extension: 'conf', file: 'bucher-arger.conf' },
    { name: '../../etc/passwd', extension: 'txt', file: 'etc-passwd.txt' },
    { name: '列表', extension: 'zone', file: 'list.zone' },
    { name: 'a', extension: '../sh', file: 'a.txt' },
    { name: 'x'.repeat(300), extension: 'txt', file: `${'x'.repeat(60)}.txt` },
  ])('for $name is $file', ({ name, extension, file }) => {
    expect(listFileName(name, extension)).toBe(file);
  });
});

describe('the preview', () => {
  it('is the first lines, across pieces', () => {
    expect(previewLines(['a\nb', 'c\nd\n', 'e'], 2)).toEqual({ text: 'a\nbc\n', isWhole: false });
  });

  it('is all of a short list', () => {
    expect(previewLines(['a\n', 'b'], 5)).toEqual({ text: 'a\nb', isWhole: true });
    expect(previewLines(['a\n', 'b\n'], 2)).toEqual({ text: 'a\nb\n', isWhole: true });
    expect(previewLines([], 2)).toEqual({ text: '', isWhole: true });
  });
});

describe('what was removed', () => {
  it('is listed by reason, the most first, with its share', () => {
    const removed = {
      duplicate: 1,
      redundant: 0,
      invalid: 3,
      comments: 0,
      blank: 0,
      excluded: 0,
      notIncluded: 0,
    };
    expect(listRemovals({ removed }).map(({ reason, share }) => [reason, share])).toEqual([
      ['invalid', 0.75],
      ['duplicate', 0.25],
    ]);
  });
});

describe.runIf(process.platform !== 'win32')('the curl command', () => {
  const hostile = [
    "'; touch /tmp/pwned; '",
    '$(id)',
    '`id`',
    '\nEND\nid\n',
    '\\',
    '"',
    '!x',
    '\u001b[31m',
    '\u009b31m',
    '\u202eabc',
    '\u2028',
    '\u007f',
  ];

  it('gives curl exactly the request, whatever stands in it', () => {
    const body = {
      configuration: {
        name: hostile.join(' '),
        sources: hostile.map((source) => ({ source })),
        transformations: [],
      },
      analysis: true as const,
      target: 'adguard-home',
      preFetchedContent: Object.fromEntries(hostile.map((text, index) => [`${index}`, text])),
    };
    const command = makeCurlCommand('http://localhost:1', body, 'my-list.txt');
    // A curl that gives back what it is given.
    const script = `curl() { cat; }\n${command}`;
    const { stdout, status } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(body);
    for (const hidden of ['\u001b', '\u007f', '\u009b', '\u2028', '\u202e'])
      expect(command).not.toContain(hidden);
  });
});

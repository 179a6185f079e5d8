import { describe, expect, it } from 'vitest';
import { createDiagnosticLog } from './diagnostic-log.ts';
import { Level } from './pipeline/level.ts';
import { planLevel } from './pipeline/level-plan.ts';
import { classesOf } from './text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from './text/utf8.ts';

describe('a log of diagnostics', () => {
  it('notes source and line of what is being read', () => {
    const log = createDiagnosticLog(10);
    const level = new Level(planLevel({ transformations: ['Compress'] }, {}, false, undefined), log.complain);
    const sink = log.follow(level);
    const read = (text: string, lineNumber: number) => {
      const bytes = encodeUtf8(text);
      sink.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length), lineNumber);
    };
    sink.enterFile('a.txt');
    read('a.org', 3);
    read('127.0.0.1  # nobody', 7);
    sink.enterFile('b.txt');
    read('::1  ', 2);
    sink.enterFile('a.txt');
    read('[]  #', 9);

    log.leaveLines();
    log.complain('about-no-line', 'Found when the lines were all read.');

    expect(log.entries.map(({ source, line }) => `${source}:${line}`)).toEqual([
      'a.txt:7',
      'b.txt:2',
      'a.txt:9',
      'a.txt:0',
    ]);
    expect(log.entries[0]).toEqual({
      code: 'hosts-rule-without-name',
      severity: 'warning',
      message: 'A hosts rule without a name blocks nothing.',
      source: 'a.txt',
      line: 7,
      column: 0,
    });
    expect(Array.from(level.text(), (chunk) => decodeUtf8(chunk)).join('')).toBe(
      '||a.org^\n127.0.0.1  # nobody\n::1  \n[]  #',
    );
  });

  it.each([
    { limit: 0, kept: [] },
    { limit: 2, kept: ['a', 'b'] },
    { limit: 3, kept: ['a', 'b', 'c'] },
    { limit: 4, kept: ['a', 'b', 'c'] },
  ])('keeps the first $limit and counts the others', ({ limit, kept }) => {
    const log = createDiagnosticLog(limit);
    for (const code of ['a', 'b', 'c']) log.complain(code, 'x');
    expect(log.entries.map(({ code }) => code)).toEqual(kept);
    expect(log.dropped()).toBe(3 - kept.length);
  });
});

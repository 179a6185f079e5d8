import { describe, expect, it } from 'vitest';
import type { CommandDefinition } from './command-definition.ts';
import { parseOptions } from './parse-options.ts';

const command: CommandDefinition = {
  name: 'paint',
  summary: '',
  usage: [],
  options: [
    { long: 'input', short: 'i', value: 'source', isRepeatable: true, help: '' },
    { long: 'output', short: 'o', value: 'file', help: '' },
    { long: 'type', short: 't', value: 'type', choices: ['hosts', 'adblock'], help: '' },
    { long: 'verbose', short: 'v', help: '' },
  ],
};

describe('parseOptions', () => {
  it.each([
    { args: ['-i', 'a', 'b', '-i', 'c', '-o', 'out'], input: ['a', 'b', 'c'], output: 'out' },
    { args: ['--input=a', 'b', '-v'], input: ['a', 'b'], isVerbose: true },
    { args: ['-ia', '-vo', 'out'], input: ['a'], output: 'out', isVerbose: true },
    { args: ['-i', '-', '-o', '-'], input: ['-'], output: '-' },
    { args: ['-o', 'first', '-o', 'last'], output: 'last' },
    { args: ['--output=-strange'], output: '-strange' },
    { args: ['-i', 'a', '--', '-b'], input: ['a', '-b'] },
  ])('reads $args', ({ args, input = [], output, isVerbose = false }) => {
    const options = parseOptions(command, args);
    expect(options.all('input')).toEqual(input);
    expect(options.last('output')).toBe(output);
    expect(options.has('verbose')).toBe(isVerbose);
  });

  it.each([
    { args: ['--outptu', 'x'], message: 'There is no option --outptu. Did you mean --output?' },
    { args: ['--frobnicate'], message: 'There is no option --frobnicate.' },
    { args: ['-x'], message: 'There is no option -x.' },
    { args: ['-o'], message: '-o needs a value: -o <file>.' },
    { args: ['-o', '-v'], message: '-o needs a value: -o <file>.' },
    { args: ['--output='], message: '--output needs a value: --output <file>.' },
    { args: ['--verbose=yes'], message: '--verbose takes no value.' },
    { args: ['-t', 'csv'], message: '-t is hosts or adblock, not "csv".' },
    { args: ['list.txt'], message: '"list.txt" belongs to no option. A source is given with --input.' },
    { args: ['-o', 'a', 'b'], message: '"b" belongs to no option. A source is given with --input.' },
  ])('refuses $args', ({ args, message }) => {
    expect(() => parseOptions(command, args)).toThrow(
      expect.objectContaining({ reason: 'usage', message, lines: ['See bloqr paint --help.'] }),
    );
  });
});

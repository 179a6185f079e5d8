import { describe, expect, it } from 'vitest';
import { envFileLayer, shellLayer } from './read-layers.ts';
import { resolveVariables } from './resolve-variables.ts';

const file = (text: string) => envFileLayer(text, '.env.local');

describe('the value of a variable', () => {
  it.each([
    {
      name: 'the shell wins',
      shell: { A: '1' },
      text: 'A=2',
      value: '1',
      place: 'the shell',
      shadows: ['2'],
    },
    { name: 'the file is next', shell: {}, text: 'A=2', value: '2', place: '.env.local', shadows: ['3'] },
    {
      name: 'an empty value is as none',
      shell: { A: '' },
      text: 'A=',
      value: '3',
      place: 'vars',
      shadows: [],
    },
  ])('$name', ({ shell, text, value, place, shadows }) => {
    const isLast = place === 'the shell' ? [] : [{ place: 'vars', values: { A: '3' } }];
    const found = resolveVariables([shellLayer(shell), file(text), ...isLast]).get('A');
    expect(found).toMatchObject({ value, place });
    expect(found?.shadows.map((one) => one.value)).toEqual(shadows);
  });

  it('has the line on which it counts', () => {
    const variables = resolveVariables([file('# A=0\nA=1\n\nexport A=2\nB=3\n')]);
    expect(variables.get('A')).toMatchObject({ value: '2', line: 4 });
    expect(variables.get('B')).toMatchObject({ line: 5 });
  });

  it.each([
    { text: "A='a$HOME#b'", value: 'a$HOME#b' },
    { text: 'A="a$HOME"', value: 'a$HOME' },
    { text: 'A=a$HOME', value: 'a$HOME' },
  ])('is taken as it stands: $text', ({ text, value }) => {
    expect(resolveVariables([file(text)]).get('A')?.value).toBe(value);
  });
});

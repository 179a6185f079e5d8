import {
  compile,
  createSourceReader,
  defaultSourceLimits,
  parseConfiguration,
  transformationOrder,
} from '@bloqr/compiler';
import { describe, expect, it } from 'vitest';
import { toggleTransformation } from './toggle-transformation.ts';
import {
  presetTransformations,
  transformationCatalogue,
  transformationNames,
} from './transformation-catalogue.data.ts';

describe('the catalogue of transformations', () => {
  it('has those of the compiler', () => {
    expect([...transformationNames].sort()).toEqual([...transformationOrder].sort());
  });

  it('presets the six that suit most people', () => {
    expect(new Set(presetTransformations)).toEqual(
      new Set(['RemoveComments', 'Compress', 'Validate', 'Deduplicate', 'TrimLines', 'InsertFinalNewLine']),
    );
  });

  it.each(transformationCatalogue)('$name does what its example shows', async ({ name, example }) => {
    const compiled = await compileText(example.before, name);
    expect(compiled).toBe(example.after);
  });
});

/** What is below the headers of the list and of its source. */
async function compileText(text: string, transformation: string): Promise<string> {
  const reader = createSourceReader({
    ports: { now: () => 0, timeout: () => new AbortController().signal },
    limits: defaultSourceLimits,
    preFetchedContent: new Map([['a', text]]),
  });
  const configuration = parseConfiguration({
    name: 'x',
    sources: [{ source: 'a' }],
    transformations: [transformation],
  });
  const compilation = await compile(configuration, { reader });
  const rules = Array.from(compilation.rules(), (chunk) => new TextDecoder().decode(chunk)).join('');
  return rules.replace(/^!\n! Source: a\n!\n?/, '');
}

describe('turning a switch', () => {
  it('turns it on and off', () => {
    const on = toggleTransformation(['Compress'], 'InvertAllow');
    expect(on).toEqual({ chosen: ['Compress', 'InvertAllow'], turnedOff: undefined });
    expect(toggleTransformation(on.chosen, 'Compress').chosen).toEqual(['InvertAllow']);
  });

  it('turns another validator off, for the service takes one', () => {
    expect(toggleTransformation(['Validate', 'Compress'], 'ValidateAllowIp')).toEqual({
      chosen: ['Compress', 'ValidateAllowIp'],
      turnedOff: 'Validate',
    });
  });
});

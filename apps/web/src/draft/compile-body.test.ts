import { compileRequestSchema } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { readSourceText } from '../sources/read-source-text.ts';
import { makeCompileOrder } from './compile-body.ts';
import { type Draft, emptyDraft } from './draft.ts';

const order = (draft: Partial<Draft>) => {
  const whole = { ...emptyDraft, ...draft };
  return makeCompileOrder(whole, readSourceText(whole.text));
};

describe('the request', () => {
  it('has addresses as sources, and rules and files as content that is at hand', () => {
    const made = order({
      name: ' Mine ',
      text: 'https://example.org/a.txt\n||one.example^\n',
      files: [{ name: 'two.txt', text: '||two.example^' }],
      transformations: ['Deduplicate', 'RemoveComments'],
    });
    expect(made?.body).toEqual({
      configuration: {
        name: 'Mine',
        sources: [
          { source: 'https://example.org/a.txt' },
          { source: 'rules from line 2' },
          { source: 'two.txt' },
        ],
        transformations: ['RemoveComments', 'Deduplicate'],
      },
      analysis: true,
      target: 'adguard-home',
      preFetchedContent: { 'rules from line 2': '||one.example^\n', 'two.txt': '||two.example^' },
    });
    expect(made?.firstLines).toEqual(new Map([['rules from line 2', 2]]));
  });

  it('is of the form that the service asks for', () => {
    const made = order({ text: 'https://example.org/a.txt\n||one.example^\n' });
    expect(compileRequestSchema.parse(made?.body)).toEqual(made?.body);
  });

  it('asks to leave out addresses that fail, where that is wanted', () => {
    const made = order({ text: 'https://example.org/a.txt\n||one.example^\n', leavesOutFailing: true });
    expect(made?.body.configuration.sources).toEqual([
      { source: 'https://example.org/a.txt', onError: 'skip' },
      { source: 'rules from line 2' },
    ]);
  });

  it('names the software', () => {
    expect(order({ text: '||a.example^', target: 'pihole' })?.body.target).toBe('pihole');
  });

  it('calls a file otherwise that is called like rules of the text field', () => {
    const files = [{ name: 'rules from line 1', text: '||b.example^' }];
    expect(order({ text: '||a.example^', files })?.body.preFetchedContent).toEqual({
      'rules from line 1': '||a.example^\n',
      'file rules from line 1': '||b.example^',
    });
  });

  it('keeps a file that is called like a part of every object', () => {
    const files = [{ name: '__proto__', text: '||b.example^' }];
    const json = JSON.stringify(order({ files })?.body);
    expect(json).toContain('"preFetchedContent":{"__proto__":"||b.example^"}');
  });

  it('always has a name', () => {
    expect(order({ name: '  ', text: '||a.example^' })?.body.configuration.name).toBe('My list');
  });

  it('is none where there is nothing to compile', () => {
    expect(order({ text: '! nothing\n' })).toBeUndefined();
  });
});

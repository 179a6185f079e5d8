import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateJsonError } from './locate-json-error.ts';

describe('locateJsonError', () => {
  it.each([
    { text: '', line: 1, column: 1, detail: 'the text ends too early' },
    { text: '{"a": 1,\n  "b": }', line: 2, column: 8, detail: "unexpected '}'" },
    { text: '{\n  "a": 1,\n}', line: 3, column: 1, detail: "a comma must not stand before '}'" },
    { text: '["a", "b",]', line: 1, column: 11, detail: "a comma must not stand before ']'" },
    { text: '{"a": "b" "c": 1}', line: 1, column: 11, detail: "unexpected '\"'" },
    { text: '{"a": 1', line: 1, column: 8, detail: 'the text ends too early' },
    { text: "{'a': 1}", line: 1, column: 2, detail: "unexpected '''" },
    { text: '{a: 1}', line: 1, column: 2, detail: "unexpected 'a'" },
    { text: '// list\n{}', line: 1, column: 1, detail: 'JSON has no comments' },
    { text: '{} {}', line: 1, column: 4, detail: "unexpected '{'" },
    {
      text: '{"a": "b\nc"}',
      line: 1,
      column: 9,
      detail: 'a string must end on the line on which it began (tab and line end are \\t and \\n)',
    },
    { text: String.raw`["\x"]`, line: 1, column: 3, detail: String.raw`unexpected '\'` },
    { text: '["\u0001"]', line: 1, column: 3, detail: 'unexpected control character 1' },
    { text: '[01]', line: 1, column: 3, detail: "unexpected '1'" },
    { text: '[tru]', line: 1, column: 2, detail: "unexpected 't'" },
    { text: '[\r\n1 2]', line: 2, column: 3, detail: "unexpected '2'" },
  ])('finds the place in $text', ({ text, line, column, detail }) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(locateJsonError(text)).toMatchObject({ line, column, detail });
  });

  it('points into the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }), (json, at, inserted) => {
        const offset = at % (json.length + 1);
        const text = json.slice(0, offset) + inserted + json.slice(offset);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        fc.pre(!isJson);
        const { line, column } = locateJsonError(text);
        const start =
          text
            .split('\n')
            .slice(0, line - 1)
            .join('\n').length + (line > 1 ? 1 : 0);
        const found = start + column - 1;
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('points nowhere behind the place where the parser gave up', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('}', ']', ',', ':', '"', 'x', '1', '\\'),
        (json, at, inserted) => {
          const offset = at % (json.length + 1);
          const text = json.slice(0, offset) + inserted + json.slice(offset);
          let position: number | undefined;
          try {
            JSON.parse(text);
          } catch (error) {
            position = Number(/at position (\d+)/.exec(String(error))?.[1]);
          }
          fc.pre(position !== undefined && !Number.isNaN(position));
          const { column } = locateJsonError(text);
          expect(column - 1).toBeLessThanOrEqual(position ?? 0);
        },
      ),
    );
  });
});

import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { variableCatalogue } from '../packages/cli/src/env/variable-catalogue.data.ts';
import { listVariablePages } from './variable-pages.ts';

const [envExample, page] = listVariablePages();

describe('the pages of variables', () => {
  it.each(listVariablePages())(
    '$path is what the catalogue says: node tools/variable-pages.ts',
    ({ path, text }) => {
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('.env.example sets nothing, and each variable once where its remark marks are taken away', () => {
    expect(parseEnv(envExample?.text ?? '')).toEqual({});
    const names = Object.keys(parseEnv((envExample?.text ?? '').replaceAll(/^#(?=[A-Z_]+=)/gm, '')));
    expect(names.toSorted()).toEqual(variableCatalogue.map(({ name }) => name).toSorted());
  });

  it('the table has every variable', () => {
    for (const { name } of variableCatalogue) expect(page?.text).toContain(`| \`${name}\` |`);
  });
});

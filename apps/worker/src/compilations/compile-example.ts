import type { CompileRequest } from '@bloqr/contract';

/** A request that compiles as it stands, without a network. */
export const compileExample: CompileRequest = {
  configuration: {
    name: 'My list',
    sources: [{ source: 'mine' }],
    transformations: ['RemoveComments', 'Compress', 'Validate', 'Deduplicate'],
  },
  target: 'adguard-home',
  preFetchedContent: { mine: '# my own\n0.0.0.0 ads.example.org\n||example.org^\n' },
};

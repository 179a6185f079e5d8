import { describe, expect, it } from 'vitest';
import { listBuildConstants, listBuildFlags } from './left-out.ts';

describe('the library of Better Auth', () => {
  it.each(['clerk', ' clerk ,', 'clerk,'])('stays out of a Worker for %j', (AUTH_PROVIDERS) => {
    expect(listBuildConstants({ AUTH_PROVIDERS })).toEqual({ BLOQR_WITHOUT_BETTER_AUTH: 'true' });
    expect(listBuildFlags({ AUTH_PROVIDERS })).toEqual(['--define', 'BLOQR_WITHOUT_BETTER_AUTH:true']);
  });

  it.each([undefined, '', ' ', ',', 'better-auth', 'clerk,better-auth', 'clerk, better-auth'])(
    'comes along for %j',
    (AUTH_PROVIDERS) => {
      expect(listBuildConstants({ AUTH_PROVIDERS })).toEqual({});
      expect(listBuildFlags({ AUTH_PROVIDERS })).toEqual([]);
    },
  );
});

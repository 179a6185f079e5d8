import { CompilerError } from '@bloqr/compiler';
import { describe, expect, it } from 'vitest';
import { describeCompileError } from './compile-problem.ts';

describe("the compiler's errors as problems", () => {
  it('blames nobody else for what the caller sent along', () => {
    const error = new CompilerError('source-not-a-list', 'a/b is not a filter list but binary data', {
      pointer: '/sources/0/source',
      source: 'a/b',
    });
    expect(describeCompileError(error, 'free', new Set(['a/b']))).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/preFetchedContent/a~1b' }],
    });
    expect(describeCompileError(error, 'free', new Set(['c']))?.code).toBe('source-not-a-list');
  });

  it('point into the request body', () => {
    const place = { pointer: '/sources/3/source', source: 'https://example.org/a.txt', line: 7 };
    const error = new CompilerError('directive-invalid', 'An !#if has no !#endif.', place);
    expect(describeCompileError(error, 'free')).toEqual({
      code: 'directive-invalid',
      detail: 'An !#if has no !#endif.',
      errors: [
        {
          pointer: '/configuration/sources/3/source',
          detail: 'An !#if has no !#endif.',
          source: 'https://example.org/a.txt',
          line: 7,
        },
      ],
    });
  });

  it('list every problem of a configuration', () => {
    const problems = [{ pointer: '', detail: 'A name is missing.', fix: 'Add one.' }];
    const error = new CompilerError('invalid-configuration', 'The configuration is not valid.', {}, problems);
    expect(describeCompileError(error, 'free')?.errors).toEqual([
      { pointer: '/configuration', detail: 'A name is missing.', fix: 'Add one.' },
    ]);
  });

  it('name the limit of the tier where a source is too large', () => {
    const error = new CompilerError('source-too-large', 'Too large.', { pointer: '/sources/0/source' });
    expect(describeCompileError(error, 'pro')?.limit).toEqual({
      name: 'inputBytesMax',
      tier: 'pro',
      max: 200_000_000,
    });
    expect(describeCompileError(error, 'admin')?.limit).toBeUndefined();
  });

  it('neither list every place nor quote without end', () => {
    const problem = { pointer: '/sources/0', detail: 'x'.repeat(10_000) };
    const error = new CompilerError(
      'invalid-configuration',
      'x'.repeat(10_000),
      {},
      Array(5000).fill(problem),
    );
    const report = describeCompileError(error, 'free');
    expect(report?.errors).toHaveLength(100);
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });

  it('are nothing to the caller where they are ours', () => {
    expect(describeCompileError(new Error('broken'), 'free')).toBeUndefined();
  });
});

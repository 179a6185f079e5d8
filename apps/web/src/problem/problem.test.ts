import { type Problem, problemCatalogue, problemSchema, problemType } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { describePointer } from './describe-pointer.ts';
import { describeFailure, type Failure, isSessionOver, readRetryAfter } from './failure.ts';
import { readProblem } from './read-problem.ts';

const problem: Problem = {
  type: problemType('source-refused'),
  title: problemCatalogue['source-refused'].title,
  status: 422,
  detail: 'The port is not allowed.',
  code: 'source-refused',
  requestId: 'id-1',
  errors: [
    { pointer: '/configuration/sources/1/source', detail: 'Port 25', fix: 'Use 443.', source: 'x', line: 3 },
  ],
  limit: { name: 'sourcesMax', max: 5 },
};

describe('a problem of the service', () => {
  it('is shown with title, detail, faults, page and request id', () => {
    expect(readProblem(problemSchema.parse(problem), 422)).toEqual({
      code: 'source-refused',
      page: '/errors#source-refused',
      title: problem.title,
      status: 422,
      detail: problem.detail,
      requestId: 'id-1',
      faults: problem.errors,
    });
  });

  it.each([
    { name: 'nothing', value: undefined },
    { name: 'a page of something in between', value: '<html>' },
    { name: 'another form', value: { title: 1, errors: 'x', type: {} } },
  ])('is one also where the answer is $name', ({ value }) => {
    expect(readProblem(value, 504)).toMatchObject({
      title: 'The service answered with status 504',
      status: 504,
      faults: [],
      page: undefined,
    });
  });

  it.each([
    'javascript:alert(1)',
    'https://evil.example/errors#x',
    '//evil.example',
    '/errors#<b>',
    'about:blank',
  ])('leads nowhere but to the page of problems: %s', (type) => {
    expect(readProblem({ ...problem, type }, 422).page).toBeUndefined();
  });
});

describe('the place of a fault', () => {
  const sources = ['https://example.org/a.txt', 'mine'];
  it.each([
    { pointer: '', place: 'The request' },
    { pointer: '/configuration/sources/0/source', place: 'Source 1: https://example.org/a.txt' },
    { pointer: '/configuration/sources/1', place: 'Source 2: mine' },
    { pointer: '/configuration/sources/9/source', place: 'Source 10' },
    { pointer: '/configuration/transformations/2', place: 'Transformations' },
    { pointer: '/configuration/name', place: 'Name of the list' },
    { pointer: '/preFetchedContent/a~1b~0c', place: 'Text of a/b~c' },
    { pointer: '/target', place: 'Software' },
    { pointer: '/configuration/homepage', place: '/configuration/homepage' },
  ])('$pointer is “$place”', ({ pointer, place }) => {
    expect(describePointer(pointer, sources)).toBe(place);
  });
});

describe('Retry-After', () => {
  it.each([
    { value: null, at: undefined },
    { value: '0', at: 1000 },
    { value: '30', at: 31_000 },
    { value: 'Thu, 01 Jan 1970 00:01:00 GMT', at: 60_000 },
    { value: 'Thu, 01 Jan 1970 00:00:00 GMT', at: 1000 },
    { value: 'soon', at: undefined },
  ])('$value is $at', ({ value, at }) => {
    expect(readRetryAfter(value, 1000)).toBe(at);
  });
});

describe('a failure', () => {
  it.each([{ kind: 'unreachable' }, { kind: 'silent', seconds: 15 }, { kind: 'cut-off' }] as const)(
    'has a title and says what to do: $kind',
    (failure) => {
      const { title, detail } = describeFailure(failure);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(detail).toMatch(/[Tt]ry again\.$/);
    },
  );

  it.each([
    { occasion: 'compile', isKept: true },
    { occasion: 'form', isKept: true },
    { occasion: 'page', isKept: false },
  ] as const)('speaks of what was typed only where something was: $occasion', ({ occasion, isKept }) => {
    const { detail } = describeFailure({ kind: 'unreachable' }, occasion);
    expect(detail.includes('What you typed')).toBe(isKept);
    expect(describeFailure({ kind: 'cut-off' }, occasion).detail.includes('the list')).toBe(
      occasion === 'compile',
    );
  });
});

describe('a session that has ended', () => {
  const failure: Failure = {
    kind: 'problem',
    problem: readProblem(
      { ...problem, status: 401, code: 'invalid-session-token', title: 'Invalid JWT' },
      401,
    ),
    retryAtMs: undefined,
  };

  it.each(['compile', 'form', 'page'] as const)('is told in words for people: %s', (occasion) => {
    const { title, detail } = describeFailure(failure, occasion);
    expect(title).toBe('You are not signed in any more');
    expect(detail).toMatch(/^Your session has ended\. .*[Ss]ign in again/);
    expect(isSessionOver(failure)).toBe(true);
  });

  it('is no other refusal', () => {
    const other: Failure = { ...failure, problem: readProblem(problem, 422) };
    expect(isSessionOver(other)).toBe(false);
    expect(describeFailure(other, 'compile').title).toBe(problem.title);
  });
});

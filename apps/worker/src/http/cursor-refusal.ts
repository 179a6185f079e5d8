import type { ProblemReport } from '../lib/problem-report.ts';

/** What is answered where a cursor is none of the list's. */
export const cursorRefusal: ProblemReport = {
  code: 'invalid-request',
  detail: 'Parts of the query are not as they should be.',
  errors: [{ pointer: '/cursor', detail: 'This is no cursor of this list.', fix: 'Leave it out.' }],
};

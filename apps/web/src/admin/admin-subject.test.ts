import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../api/api-client.ts';
import type { Outcome } from '../forms/submission.ts';
import { AdminSubject } from './admin-subject.ts';

const question = { title: 'Ban?', text: 'Signed out everywhere.', action: 'Ban' };
const given = { reason: 'spam', password: '' };

function openCounted(): { readonly subject: AdminSubject<number>; readonly count: () => number } {
  let count = 0;
  const subject = new AdminSubject(async (): Promise<ApiAnswer<number>> => {
    count += 1;
    return { kind: 'answered', value: count };
  });
  return { subject, count: () => count };
}

describe('what is administered', () => {
  it.each<{ name: string; outcome: Outcome; said: string }>([
    { name: 'done', outcome: { kind: 'done' }, said: 'Done, and entered in the audit.' },
    { name: 'done, with a word of its own', outcome: { kind: 'done', said: 'Applied.' }, said: 'Applied.' },
    { name: 'refused', outcome: { kind: 'refused', message: 'No.' }, said: '' },
  ])('asks for a reason and says what came of it: $name', async ({ outcome, said }) => {
    const { subject } = openCounted();
    let reason = '';
    subject.ask({
      ...question,
      perform: async (answers) => {
        reason = answers.reason;
        return outcome;
      },
    });
    expect(subject.confirmation()).toMatchObject({ ...question, asksReason: true });
    expect(await subject.confirmation()?.perform(given)).toEqual(outcome);
    expect([reason, subject.said()]).toEqual(['spam', said]);
  });

  it('is fetched again after a change, and not after thinking better of it', async () => {
    const { subject, count } = openCounted();
    subject.ask({ ...question, perform: async () => ({ kind: 'done' }) });
    subject.end(false);
    expect([subject.confirmation(), count()]).toEqual([undefined, 0]);
    subject.end(true);
    expect(count()).toBe(1);
  });
});

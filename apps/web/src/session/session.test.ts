import { describe, expect, it } from 'vitest';
import { CurrentSession } from './session.ts';

describe('a session', () => {
  it('is waited for until it is known', async () => {
    const session = new CurrentSession();
    const settled = session.settled();
    session.set({ kind: 'loading' });
    session.set({ kind: 'failed', reason: 'The provider does not answer.' });
    session.set({ kind: 'signed-out' });
    expect(await settled).toEqual({ kind: 'failed', reason: 'The provider does not answer.' });
    expect(await session.settled()).toEqual({ kind: 'signed-out' });
    expect(session.state()).toEqual({ kind: 'signed-out' });
  });

  it('lets its provider be asked again', () => {
    let asked = 0;
    new CurrentSession({ kind: 'signed-out' }, () => asked++).recheck();
    expect(asked).toBe(1);
  });
});

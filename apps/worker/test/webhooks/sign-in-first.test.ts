import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '../harness.ts';
import { createScriptedProvider } from '../scripted-provider.ts';
import { clerkEvent, clerkUser, deletedEvent } from './clerk-events.ts';
import { createReceiver, nowMs } from './delivery.ts';
import { countRows, emptyTables, readRow } from './tables.ts';

const ada = 'user_2aAdA00000000000000000000Aa';
const bindings = { ...env, CLERK_SECRET_KEY: 'sk_test_abc', CLERK_API_URL: 'http://localhost:8790' };
const known = clerkUser(ada, { public_metadata: { tier: 'pro' }, updated_at: 1_700_000_000_500 });

beforeEach(emptyTables);

/** A Worker to which Ada's token is good, beside a Clerk that answers so. */
function createScene(answer: () => Response) {
  const work: Promise<unknown>[] = [];
  const asked: string[] = [];
  const receiver = createReceiver(bindings, {
    providers: [createScriptedProvider({ token: { subject: ada } })],
    waitUntil: (one) => work.push(one),
    fetch: async (input) => {
      asked.push(String(input));
      return answer();
    },
  });
  const signIn = async (): Promise<Response> => {
    const response = await receiver.call('/api/validate', {
      method: 'POST',
      headers: { Authorization: 'Bearer token', 'Content-Type': 'application/json' },
      body: '{"text":""}',
    });
    // Work that is waited for may lead to more.
    for (let done = 0; done < work.length; done++) await work[done];
    return response;
  };
  return { ...receiver, signIn, asked };
}

describe('somebody who signs in before the webhook has come', () => {
  it('has a row at once, which the Backend API fills in, once', async () => {
    const { signIn, asked } = createScene(() => Response.json(known));
    expect((await signIn()).status).toBe(200);
    expect((await signIn()).status).toBe(200);
    expect(asked).toEqual([`http://localhost:8790/v1/users/${ada}`]);
    expect(await readRow(ada)).toMatchObject({
      tier: 'pro',
      email: 'ada@example.org',
      created_at: new Date(nowMs).toISOString(),
    });
  });

  it('has a row also where the Backend API fails, and the webhook fills it in', async () => {
    const { signIn, deliver } = createScene(() => new Response('', { status: 500 }));
    expect((await signIn()).status).toBe(200);
    const before = await readRow(ada);
    expect(before).toMatchObject({ tier: 'free', email: null });
    expect(await deliver(clerkEvent('user.created', known))).toBe('applied');
    expect(await readRow(ada)).toMatchObject({ id: before?.id, tier: 'pro', email: 'ada@example.org' });
  });

  it('is not overwritten by an event that is older than what the Backend API said', async () => {
    const { signIn, deliver } = createScene(() => Response.json(known));
    await signIn();
    const older = clerkUser(ada, { public_metadata: { tier: 'admin' }, updated_at: 1_700_000_000_400 });
    expect(await deliver(clerkEvent('user.created', older))).toBe('stale');
    expect(await readRow(ada)).toMatchObject({ tier: 'pro' });
  });
});

describe('somebody whom Clerk has deleted', () => {
  it('stays deleted, whatever token is left, and whatever the Backend API says late', async () => {
    const { signIn, deliver } = createScene(() => Response.json(known));
    await signIn();
    expect(await deliver(deletedEvent(ada))).toBe('applied');
    await expectProblem(await signIn(), 'invalid-session-token');
    expect(await countRows()).toMatchObject({ users: 0, deleted_users: 1 });
  });
});

describe('somebody whom Clerk has banned', () => {
  it('is out, until the ban is lifted', async () => {
    const { signIn, deliver } = createScene(() => Response.json(known));
    await deliver(clerkEvent('user.updated', { ...known, banned: true, updated_at: 1_700_000_000_600 }));
    await expectProblem(await signIn(), 'invalid-session-token');
    await deliver(clerkEvent('user.updated', { ...known, banned: false, updated_at: 1_700_000_000_700 }));
    expect((await signIn()).status).toBe(200);
  });
});

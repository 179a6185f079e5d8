import { describe, expect, it } from 'vitest';
import {
  describeChange,
  readAct,
  readAdminList,
  readDeliveryDetail,
  readUser,
  readUserDetail,
} from './admin-answers.ts';

describe('a list of administration', () => {
  it('is read with where it goes on, and is none where the answer has none', () => {
    const read = readAdminList('users', readUser);
    expect(
      read({ users: [{ id: '1', displayName: ' ', email: 'a@example.org' }], nextCursor: 'c' }),
    ).toMatchObject({
      entries: [{ id: '1', label: 'a@example.org', isBanned: false }],
      nextCursor: 'c',
    });
    expect(read({ users: [], nextCursor: null })).toEqual({ entries: [], nextCursor: undefined });
    expect(read({ title: 'no' })).toBeUndefined();
  });
});

describe('a user', () => {
  it('comes with keys and deliveries, and is none without an id', () => {
    const user = readUserDetail({
      id: '1',
      keys: [{ name: 'k' }],
      deliveries: [{ id: 'm' }],
      changesUnderWay: 2,
    });
    expect(user).toMatchObject({
      keys: [{ name: 'k' }],
      deliveries: [{ id: 'm', type: 'unknown', lagMs: undefined }],
      changesUnderWay: 2,
    });
    expect(readUserDetail({})).toBeUndefined();
  });
});

describe('a delivery', () => {
  it('shows JSON on lines of its own, and other text as it is', () => {
    expect(readDeliveryDetail({ id: 'm', body: '{"a":1}' })?.body).toBe('{\n  "a": 1\n}');
    expect(readDeliveryDetail({ id: 'm', body: '{' })?.body).toBe('{');
    expect(readDeliveryDetail({ id: 'm', body: null })?.body).toBeUndefined();
    expect(readDeliveryDetail(null)).toBeUndefined();
  });
});

describe('an act', () => {
  it('says what is another than before', () => {
    expect(describeChange({ tier: 'free', role: 'user' }, { tier: 'pro', role: 'user' })).toBe(
      'tier: free → pro',
    );
    expect(describeChange({ banned: false }, {})).toBe('banned: false → nothing');
    expect(readAct({ action: 'ban-user', actor: { subject: 's' } })).toMatchObject({
      action: 'ban user',
      actor: 's',
      change: '',
    });
  });
});

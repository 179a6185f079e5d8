import assert from 'node:assert/strict';
import { createSession, createUser, type SdkCall } from './sdk-scene.ts';

const missing = 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC';

/** Users and their e-mail addresses. */
export const userCalls: readonly SdkCall[] = [
  {
    name: 'users.createUser',
    run: async ({ clerk, freshEmail }) => {
      const emailAddress = freshEmail();
      const user = await clerk.users.createUser({
        emailAddress: [emailAddress],
        publicMetadata: { tier: 'free' },
        privateMetadata: { note: 'x' },
        unsafeMetadata: { theme: 'dark' },
        password: 'correct horse',
      });
      assert.match(user.id, /^user_[0-9A-Za-z]{27}$/);
      assert.equal(user.primaryEmailAddress?.emailAddress, emailAddress);
      assert.equal(user.primaryEmailAddress.verification?.status, 'verified');
      assert.deepEqual(user.publicMetadata, { tier: 'free' });
      assert.deepEqual(user.privateMetadata, { note: 'x' });
      assert.deepEqual(user.unsafeMetadata, { theme: 'dark' });
      assert.equal(user.passwordEnabled, true);
    },
  },
  {
    name: 'users.getUser',
    run: async (scene) => {
      const user = await createUser(scene);
      assert.deepEqual((await scene.clerk.users.getUser(user.id)).raw, user.raw);
      await assert.rejects(scene.clerk.users.getUser(missing), { status: 404 });
    },
  },
  {
    name: 'users.getUserList',
    run: async (scene) => {
      const [first, second] = [await createUser(scene), await createUser(scene)];
      const { data, totalCount } = await scene.clerk.users.getUserList({
        userId: [first.id, second.id],
        orderBy: '+created_at',
        limit: 1,
        offset: 1,
      });
      assert.equal(totalCount, 2);
      assert.equal(data.length, 1);
    },
  },
  {
    name: 'users.getCount',
    run: async (scene) => {
      const before = await scene.clerk.users.getCount();
      await createUser(scene);
      assert.equal(await scene.clerk.users.getCount(), before + 1);
    },
  },
  {
    name: 'users.updateUser',
    run: async (scene) => {
      const { id } = await createUser(scene);
      const user = await scene.clerk.users.updateUser(id, { firstName: 'Ana', externalId: `ext-${id}` });
      assert.equal(user.fullName, 'Ana Doe');
      assert.equal(user.externalId, `ext-${id}`);
    },
  },
  {
    name: 'users.updateUserMetadata',
    run: async (scene) => {
      const { id } = await createUser(scene);
      const { users } = scene.clerk;
      await users.updateUserMetadata(id, {
        publicMetadata: { tier: 'pro', role: 'user', deep: { a: 1, b: 2 } },
      });
      const user = await users.updateUserMetadata(id, {
        publicMetadata: { role: null, deep: { b: null, c: 3 } },
      });
      assert.deepEqual(user.publicMetadata, { tier: 'pro', deep: { a: 1, c: 3 } });
    },
  },
  {
    name: 'users.replaceUserMetadata',
    run: async (scene) => {
      const { id } = await createUser(scene);
      await scene.clerk.users.updateUserMetadata(id, { publicMetadata: { a: 1 }, privateMetadata: { b: 2 } });
      const user = await scene.clerk.users.replaceUserMetadata(id, { publicMetadata: { c: 3 } });
      assert.deepEqual([user.publicMetadata, user.privateMetadata], [{ c: 3 }, { b: 2 }]);
    },
  },
  {
    name: 'users.deleteUser',
    run: async (scene) => {
      const { id } = await createUser(scene);
      const deleted = await scene.clerk.users.deleteUser(id);
      assert.equal(deleted.id, id);
      await assert.rejects(scene.clerk.users.getUser(id), { status: 404 });
      const events = scene.served.events.filter(({ data }) => data.id === id).map(({ type }) => type);
      assert.deepEqual(events, ['user.created', 'user.deleted']);
    },
  },
  {
    name: 'users.banUser',
    run: async (scene) => {
      const { user, session } = await createSession(scene);
      assert.equal((await scene.clerk.users.banUser(user.id)).banned, true);
      assert.equal((await scene.clerk.sessions.getSession(session.id)).status, 'revoked');
    },
  },
  {
    name: 'users.unbanUser',
    run: async (scene) => {
      const { id } = await createUser(scene);
      await scene.clerk.users.banUser(id);
      assert.equal((await scene.clerk.users.unbanUser(id)).banned, false);
    },
  },
  {
    name: 'users.lockUser',
    run: async (scene) => {
      const { id } = await createUser(scene);
      const user = await scene.clerk.users.lockUser(id);
      assert.equal(user.locked, true);
      assert.equal(user.raw?.lockout_expires_in_seconds, 3600);
    },
  },
  {
    name: 'users.unlockUser',
    run: async (scene) => {
      const { id } = await createUser(scene);
      await scene.clerk.users.lockUser(id);
      assert.equal((await scene.clerk.users.unlockUser(id)).locked, false);
    },
  },
  {
    name: 'users.verifyPassword',
    run: async ({ clerk, freshEmail }) => {
      const password = 'correct horse';
      const { id: userId } = await clerk.users.createUser({ emailAddress: [freshEmail()], password });
      assert.deepEqual(await clerk.users.verifyPassword({ userId, password }), { verified: true });
      await assert.rejects(clerk.users.verifyPassword({ userId, password: 'wrong horse' }), { status: 422 });
    },
  },
  {
    name: 'users.removePassword',
    run: async ({ clerk, freshEmail }) => {
      const { id } = await clerk.users.createUser({
        emailAddress: [freshEmail()],
        password: 'correct horse',
      });
      assert.equal((await clerk.users.removePassword(id)).passwordEnabled, false);
    },
  },
  {
    name: 'users.setPasswordCompromised',
    run: async (scene) => {
      const { user, session } = await createSession(scene);
      await scene.clerk.users.setPasswordCompromised(user.id, { revokeAllSessions: true });
      assert.equal((await scene.clerk.sessions.getSession(session.id)).status, 'revoked');
    },
  },
  {
    name: 'users.unsetPasswordCompromised',
    run: async (scene) => {
      const { id } = await createUser(scene);
      assert.equal((await scene.clerk.users.unsetPasswordCompromised(id)).id, id);
    },
  },
  {
    name: 'users.replaceUserEmailAddress',
    run: async (scene) => {
      const { id } = await createUser(scene);
      const emailAddress = scene.freshEmail();
      await scene.clerk.users.replaceUserEmailAddress(id, { emailAddress });
      const user = await scene.clerk.users.getUser(id);
      assert.deepEqual(
        user.emailAddresses.map((email) => email.emailAddress),
        [emailAddress],
      );
      assert.equal(user.primaryEmailAddress?.emailAddress, emailAddress);
    },
  },
  {
    name: 'users.replaceUserPhoneNumber',
    run: async (scene) => {
      const { id } = await createUser(scene);
      await scene.clerk.users.replaceUserPhoneNumber(id, { phoneNumber: '+15555550100' });
      assert.equal((await scene.clerk.users.getUser(id)).primaryPhoneNumber?.phoneNumber, '+15555550100');
    },
  },
  {
    name: 'users.getOrganizationMembershipList',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const { data, totalCount } = await scene.clerk.users.getOrganizationMembershipList({ userId });
      assert.deepEqual([data, totalCount], [[], 0]);
    },
  },
  {
    name: 'users.getOrganizationInvitationList',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      assert.deepEqual((await scene.clerk.users.getOrganizationInvitationList({ userId })).data, []);
    },
  },
  {
    name: 'users.getUserOauthAccessToken',
    run: async (scene) => {
      const { id } = await createUser(scene);
      assert.deepEqual((await scene.clerk.users.getUserOauthAccessToken(id, 'google')).data, []);
    },
  },
  {
    name: 'users.disableUserMFA',
    run: async (scene) => {
      const { id } = await createUser(scene);
      assert.deepEqual(await scene.clerk.users.disableUserMFA(id), { user_id: id });
    },
  },
  {
    name: 'users.deleteUserTOTP',
    run: async (scene) => {
      const { id } = await createUser(scene);
      assert.deepEqual(await scene.clerk.users.deleteUserTOTP(id), { user_id: id });
    },
  },
  {
    name: 'users.deleteUserBackupCodes',
    run: async (scene) => {
      const { id } = await createUser(scene);
      assert.deepEqual(await scene.clerk.users.deleteUserBackupCodes(id), { user_id: id });
    },
  },
  {
    name: 'emailAddresses.createEmailAddress',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const emailAddress = scene.freshEmail();
      const email = await scene.clerk.emailAddresses.createEmailAddress({ userId, emailAddress });
      assert.equal(email.verification, null);
      assert.equal((await scene.clerk.users.getUser(userId)).emailAddresses.length, 2);
    },
  },
  {
    name: 'emailAddresses.getEmailAddress',
    run: async (scene) => {
      const [email] = (await createUser(scene)).emailAddresses;
      const again = await scene.clerk.emailAddresses.getEmailAddress(email?.id ?? '');
      assert.equal(again.emailAddress, email?.emailAddress);
    },
  },
  {
    name: 'emailAddresses.updateEmailAddress',
    run: async (scene) => {
      const { id: userId } = await createUser(scene);
      const emailAddress = scene.freshEmail();
      const { id } = await scene.clerk.emailAddresses.createEmailAddress({ userId, emailAddress });
      const email = await scene.clerk.emailAddresses.updateEmailAddress(id, {
        verified: true,
        primary: true,
      });
      assert.equal(email.verification?.status, 'verified');
      assert.equal((await scene.clerk.users.getUser(userId)).primaryEmailAddressId, id);
    },
  },
  {
    name: 'emailAddresses.deleteEmailAddress',
    run: async (scene) => {
      const user = await createUser(scene);
      const deleted = await scene.clerk.emailAddresses.deleteEmailAddress(user.primaryEmailAddressId ?? '');
      assert.equal(deleted.deleted, true);
      assert.equal((await scene.clerk.users.getUser(user.id)).primaryEmailAddressId, null);
    },
  },
];

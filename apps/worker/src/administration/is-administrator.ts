import type { UserStore } from '../users/user-store.ts';

/** Whether somebody administers still. Asked anew: the body of a request may be long in coming. */
export async function isAdministrator(users: Pick<UserStore, 'find'>, id: string): Promise<boolean> {
  const user = await users.find(id);
  return user?.tier === 'admin' && !user.isBanned;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { LocalClerk } from './local-clerk.ts';
import { expectEqual, expectSoon, type Promised } from './promise.ts';

const command = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'bloqr.js');

/** What is left of a test message, and of everything else that webhooks do not tell, is put right. */
export const syncsAccounts: Promised = {
  step: 'Step 9: deploy',
  says: 'bloqr clerk sync removes it again, since Clerk does not know it; whom Clerk knows stays',
  async holds({ service, clerk, database }) {
    const admin = await clerk.signUp('keeper', { tier: 'admin' });
    const tier = () => database.query(`SELECT tier FROM users WHERE clerk_user_id = '${admin}';`);
    await expectSoon('The row', tier, [{ tier: 'admin' }]);
    const { code, output } = await syncAccounts(service, clerk, admin);
    if (code !== 0) throw new Error(`It ended with ${code}: ${output}`);
    const known = (await clerk.call('GET', '/users/count')).total_count;
    const [row] = await database.query(
      "SELECT COUNT(*) AS total, SUM(email = 'example@example.org') AS examples FROM users;",
    );
    expectEqual('What the table has', row, { total: known, examples: 0 });
  },
};

/** Runs `bloqr clerk sync` as an operator does who has the secret key, in the name of an administrator. */
function syncAccounts(
  service: string,
  { secretKey, url }: Pick<LocalClerk, 'secretKey' | 'url'>,
  adminId: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const args = [command, 'clerk', 'sync', '--url', service, '--as', adminId];
  const env = { ...process.env, CLERK_SECRET_KEY: secretKey, CLERK_API_URL: url };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });
}

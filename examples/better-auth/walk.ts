import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Answer, curl } from './curl.ts';
import type { Service } from './start-service.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const email = 'ada@example.org';
const password = 'correct horse battery';

/** Signs up, in and out, makes a key, compiles with it, sets a new password: each step as one would type it. */
export async function walk({ origin, waitFor }: Service, stateFolder: string): Promise<void> {
  const auth = `${origin}/api/auth`;

  say('Sign up, which signs in, too');
  const signedUp = await curl(`${auth}/sign-up/email`, { body: { name: 'Ada', email, password } });
  expectStatus(signedUp, 200);

  say('Confirm the address with the link that the log shows');
  expectStatus(await curl(await waitFor(/http\S+\/verify-email\?\S+/)), 302);

  say('Sign in; the token is in the header set-auth-token');
  const signedIn = await curl(`${auth}/sign-in/email`, { body: { email, password } });
  const session = bearer(readToken(signedIn));
  const account = await curl(`${origin}/api/account`, { headers: session });
  expectMember(account, 'tier', 'free');
  expectMember(account, 'emailVerified', true);

  say('Make an API key, and compile with it');
  const made = await curl(`${origin}/api/keys`, {
    headers: session,
    body: { name: 'My blocker', scopes: ['compile', 'account'] },
  });
  expectStatus(made, 201);
  const key = bearer(String(readMember(made, 'key')));
  const compiled = await curl(`${origin}/api/compile`, {
    headers: { ...key, Accept: 'text/plain' },
    body: {
      configuration: { name: 'My list', sources: [{ source: 'mine' }], transformations: ['Deduplicate'] },
      preFetchedContent: { mine: '||example.org^\n||example.org^\n' },
    },
  });
  expectStatus(compiled, 200);
  if (compiled.text.split('||example.org^').length !== 2)
    throw new Error('the list is not what was asked for');

  say('Become the first administrator');
  const args = [join(root, 'packages/cli/bin/bloqr.js'), 'admin', 'grant', email];
  process.stdout.write(`\n$ bloqr admin grant ${email}\n`);
  const { stdout } = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, STATE_DIR: stateFolder },
  });
  process.stdout.write(`  ${stdout}`);
  expectStatus(await curl(`${origin}/api/admin/users`, { headers: session }), 200);

  say('Forget the password, and set a new one with the link that the log shows');
  expectStatus(await curl(`${auth}/request-password-reset`, { body: { email } }), 200);
  const link = new URL(await waitFor(/http\S+\/reset-password\?token=\S+/));
  const newPassword = 'another horse battery';
  const reset = { newPassword, token: link.searchParams.get('token') };
  expectStatus(await curl(`${auth}/reset-password`, { body: reset }), 200);
  expectStatus(await curl(`${origin}/api/account`, { headers: session }), 401);
  expectStatus(await curl(`${auth}/sign-in/email`, { body: { email, password } }), 401);
  const again = await curl(`${auth}/sign-in/email`, { body: { email, password: newPassword } });
  const renewed = bearer(readToken(again));
  expectStatus(await curl(`${origin}/api/account`, { headers: key }), 200);

  say('Sign out');
  expectStatus(await curl(`${auth}/sign-out`, { method: 'POST', headers: renewed }), 200);
  expectStatus(await curl(`${origin}/api/account`, { headers: renewed }), 401);
}

function say(step: string): void {
  process.stdout.write(`\n# ${step}\n`);
}

function bearer(token: string): { readonly Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}

function readToken({ headers }: Answer): string {
  const token = headers.get('set-auth-token');
  if (token === undefined) throw new Error('the answer has no token');
  return token;
}

function readMember({ text }: Answer, name: string): unknown {
  const body: unknown = JSON.parse(text);
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

function expectStatus({ status, text }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`the status is ${status} and not ${expected}: ${text}`);
}

function expectMember(answer: Answer, name: string, expected: unknown): void {
  const actual = readMember(answer, name);
  if (actual !== expected)
    throw new Error(`${name} is ${JSON.stringify(actual)} and not ${JSON.stringify(expected)}`);
}

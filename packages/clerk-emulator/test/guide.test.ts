import { expect, it } from 'vitest';
import { startEmulator } from './start-emulator.ts';

/** Step 6 of the set-up guide, as it is printed there. */
const curl = `curl -X PATCH https://api.clerk.com/v1/users/{user_id}/metadata \\
-H "Authorization: Bearer sk_live_..." \\
-H "Content-Type: application/json" \\
-d '{
"public_metadata": {
"tier": "pro",
"role": "user"
}
}'`;

it('the request of the guide’s step 6 changes the tier with only host and key exchanged', async () => {
  const { emulator, addUser, events } = await startEmulator();
  const { secretKey } = await emulator.connect();
  const userId = await addUser('a@example.com', { public_metadata: { tier: 'free', theme: 'dark' } });
  const command = curl
    .replace('https://api.clerk.com', 'http://localhost:8790')
    .replace('{user_id}', userId)
    .replace('sk_live_...', secretKey);
  const [, method = '', url = ''] = /-X (\S+) (\S+)/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H "([^:]+): ([^"]+)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const [, body = ''] = /-d '([^']+)'/.exec(command) ?? [];

  const response = await emulator.app.request(url, { method, headers, body });
  expect(response.status).toBe(200);
  const user: { public_metadata: unknown } = JSON.parse(await response.text());
  expect(user.public_metadata).toEqual({ tier: 'pro', role: 'user', theme: 'dark' });
  expect(events.at(-1)).toMatchObject({
    type: 'user.updated',
    data: { id: userId, public_metadata: { tier: 'pro' } },
  });
});

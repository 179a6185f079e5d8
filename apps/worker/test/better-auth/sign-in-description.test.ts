import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { authEndpoints } from '../../src/auth/providers/better-auth/auth-endpoints.data.ts';
import { origin } from '../harness.ts';
import { createAuthScene, loadLibrary } from './auth-scene.ts';
import { describeSignIn } from './describe-sign-in.ts';
import { callEndpoint, endpointCalls } from './endpoint-calls.ts';
import { stubGithub } from './github-stand-in.ts';
import { libraryParts } from './library-parts.ts';

beforeAll(loadLibrary, 60_000);
beforeAll(() => stubGithub(undefined));
afterAll(() => vi.unstubAllGlobals());

const description = describeSignIn(origin, libraryParts);

// Renew it with `npx vitest run --project worker sign-in-description -u`.
it('docs/openapi-auth.json has what the library says of what is offered', async () => {
  const text = `${JSON.stringify(await description, undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../../docs/openapi-auth.json');
});

it('answers are as described', { timeout: 120_000 }, async () => {
  const scene = createAuthScene({
    BETTER_AUTH_GITHUB_CLIENT_ID: 'client',
    BETTER_AUTH_GITHUB_CLIENT_SECRET: 'secret',
  });
  const document = JSON.parse(
    JSON.stringify(await description).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  const wrong: string[] = [];
  for (const { method, path } of authEndpoints) {
    const name = `${method} ${path}`;
    const endpoint = endpointCalls[name];
    if (endpoint === undefined) throw new Error(`nobody has said how ${name} is called`);
    const answer = await callEndpoint(scene, await endpoint.prepare(scene, await scene.signUp()));
    const text = await answer.text();
    const form = path.replace(/:(\w+)/g, '{$1}');
    const declared = document.paths[`/api/auth${form}`][method.toLowerCase()].responses[answer.status];
    if (declared === undefined) {
      wrong.push(`${name} answers ${answer.status}`);
      continue;
    }
    const schema = declared.content?.['application/json']?.schema;
    if (schema === undefined || text === '') continue;
    const parsed = z
      .fromJSONSchema({ ...schema, $defs: document.components.schemas })
      .safeParse(JSON.parse(text));
    if (!parsed.success)
      wrong.push(`${name} ${answer.status}: ${z.prettifyError(parsed.error)} ${text.slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
});

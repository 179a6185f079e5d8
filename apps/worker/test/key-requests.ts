import { type ApiKeysResponse, type CreatedApiKey, createdApiKeySchema } from '@bloqr/contract';
import { expect } from 'vitest';
import { bearer, type Scene } from './scene.ts';

/** Sends a request of somebody who is signed in, with a body of JSON where there is one. */
export function send(
  scene: Scene,
  method: string,
  path: string,
  body?: unknown,
  token = 'free',
): Promise<Response> {
  return scene.call(path, {
    method,
    headers: { ...bearer(token), ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Makes a key by the API. */
export async function create(
  scene: Scene,
  body: object = { name: 'a key' },
  token = 'free',
): Promise<CreatedApiKey> {
  const answer = await send(scene, 'POST', '/api/keys', body, token);
  expect(answer.status).toBe(201);
  return createdApiKeySchema.parse(await answer.json());
}

/** The keys that the API lists. */
export async function list(scene: Scene, token = 'free'): Promise<ApiKeysResponse['keys']> {
  return (await (await send(scene, 'GET', '/api/keys', undefined, token)).json<ApiKeysResponse>()).keys;
}

/** Uses a key for what the scope `compile` is enough for. */
export function validate(scene: Scene, key: string): Promise<Response> {
  return scene.call('/api/validate', {
    method: 'POST',
    headers: { ...bearer(key), 'Content-Type': 'text/plain' },
    body: '||example.org^\n',
  });
}

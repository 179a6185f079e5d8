import assert from 'node:assert/strict';
import { createTemplate, type SdkCall } from './sdk-scene.ts';

/** Key set, JWT templates and the instance itself. */
export const instanceCalls: readonly SdkCall[] = [
  {
    name: 'jwks.getJwks',
    run: async ({ clerk, served }) => {
      const { keys = [] } = await clerk.jwks.getJwks();
      assert.deepEqual(
        keys.map(({ kid, alg, use, kty }) => ({ kid, alg, use, kty })),
        [{ kid: served.instanceId, alg: 'RS256', use: 'sig', kty: 'RSA' }],
      );
      assert.ok(
        keys.every((key) => !('d' in key)),
        'no private half',
      );
    },
  },
  {
    name: 'jwtTemplates.create',
    run: async (scene) => {
      const template = await createTemplate(scene);
      assert.deepEqual([template.lifetime, template.allowedClockSkew], [60, 5]);
      assert.deepEqual(template.claims, { metadata: '{{user.public_metadata}}' });
    },
  },
  {
    name: 'jwtTemplates.get',
    run: async (scene) => {
      const template = await createTemplate(scene);
      assert.deepEqual(await scene.clerk.jwtTemplates.get(template.id), template);
    },
  },
  {
    name: 'jwtTemplates.list',
    run: async (scene) => {
      const { id } = await createTemplate(scene);
      const { data, totalCount } = await scene.clerk.jwtTemplates.list({ limit: 500 });
      assert.ok(data.some((template) => template.id === id));
      assert.equal(totalCount, data.length);
    },
  },
  {
    name: 'jwtTemplates.update',
    run: async (scene) => {
      const { id: templateId, name, claims } = await createTemplate(scene);
      const changed = await scene.clerk.jwtTemplates.update({ templateId, name, claims, lifetime: 300 });
      assert.equal(changed.lifetime, 300);
    },
  },
  {
    name: 'jwtTemplates.delete',
    run: async (scene) => {
      const { id } = await createTemplate(scene);
      assert.equal((await scene.clerk.jwtTemplates.delete(id)).deleted, true);
      await assert.rejects(scene.clerk.jwtTemplates.get(id), { status: 404 });
    },
  },
  {
    name: 'instance.get',
    run: async ({ clerk, served }) => {
      const { id, environmentType } = await clerk.instance.get();
      assert.deepEqual([id, environmentType], [served.instanceId, 'development']);
    },
  },
  {
    name: 'instance.update',
    run: async ({ clerk }) => {
      await clerk.instance.update({ allowedOrigins: ['http://localhost:4200'] });
      assert.deepEqual((await clerk.instance.get()).allowedOrigins, ['http://localhost:4200']);
    },
  },
];

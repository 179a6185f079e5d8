import { Hono } from 'hono';
import { z } from 'zod';
import { ClerkError, parameterEntry, templateNotFound, unprocessable } from '../http/clerk-error.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import { answerList, readPage } from '../http/paging.ts';
import { readBody } from '../http/read-body.ts';
import type { Instance } from '../instance/instance.ts';
import type { JsonObject } from '../json/json-object.ts';
import { findReservedClaim, type JwtTemplate } from './jwt-template.ts';

/** In seconds. */
const lifetimeDefault = 60;
const clockSkewDefault = 5;

const fields = {
  name: z.string().min(1),
  claims: z.record(z.string(), z.unknown()),
  lifetime: z.int().min(30).max(315_360_000).nullish(),
  allowed_clock_skew: z.int().min(0).max(300).nullish(),
  custom_signing_key: z.boolean().nullish(),
  signing_algorithm: z.string().nullish(),
  signing_key: z.string().nullish(),
};
const createForm = z.object(fields);
const updateForm = createForm.partial();

/** `/v1/jwt_templates`. Source: https://clerk.com/docs/reference/backend-api/tag/jwt-templates */
export const jwtTemplateRoutes = new Hono<EmulatorEnv>()
  .get('/', (c) => {
    const templates = [...c.get('instance').jwtTemplates.values()].toSorted(
      (a, b) => b.created_at - a.created_at,
    );
    return answerList(c, templates, readPage(c));
  })
  .post('/', async (c) => {
    const instance = c.get('instance');
    const body = await readBody(c, createForm);
    const now = instance.now();
    const template: JwtTemplate = {
      object: 'jwt_template',
      id: instance.newId('jtmp'),
      name: body.name,
      claims: body.claims,
      lifetime: body.lifetime ?? lifetimeDefault,
      allowed_clock_skew: body.allowed_clock_skew ?? clockSkewDefault,
      custom_signing_key: body.custom_signing_key ?? false,
      signing_algorithm: body.signing_algorithm ?? 'RS256',
      created_at: now,
      updated_at: now,
    };
    return c.json(keepTemplate(instance, template));
  })
  .get('/:id', (c) => c.json(getTemplate(c.get('instance'), c.req.param('id'))))
  .patch('/:id', async (c) => {
    const instance = c.get('instance');
    const old = getTemplate(instance, c.req.param('id'));
    const { signing_key: _, ...change } = await readBody(c, updateForm);
    return c.json(keepTemplate(instance, { ...old, ...keepSet(change), updated_at: instance.now() }));
  })
  .delete('/:id', (c) => {
    const instance = c.get('instance');
    const { id } = getTemplate(instance, c.req.param('id'));
    instance.jwtTemplates.delete(id);
    instance.touch();
    return c.json({ object: 'jwt_template', id, deleted: true });
  });

/** @throws ClerkError 404 */
function getTemplate(instance: Instance, id: string): JwtTemplate {
  const template = instance.jwtTemplates.get(id);
  if (template === undefined) throw templateNotFound('id', id);
  return template;
}

/** The template that clients ask for by `name`. @throws ClerkError 404 */
export function getTemplateByName(instance: Instance, name: string): JwtTemplate {
  const template = [...instance.jwtTemplates.values()].find((candidate) => candidate.name === name);
  if (template === undefined) throw templateNotFound('name', name);
  return template;
}

function keepTemplate(instance: Instance, template: JwtTemplate): JwtTemplate {
  checkClaims('claims', template.claims);
  if (template.custom_signing_key || template.signing_algorithm !== 'RS256') {
    const longMessage = 'The emulator signs tokens of templates with the key of the instance and RS256 only.';
    throw unprocessable('custom_signing_key', 'form_param_value_invalid', 'is invalid', longMessage);
  }
  for (const { id, name } of instance.jwtTemplates.values()) {
    if (name !== template.name || id === template.id) continue;
    throw unprocessable(
      'name',
      'form_already_exists',
      'already exists',
      `A template ${name} already exists.`,
    );
  }
  instance.jwtTemplates.set(template.id, template);
  instance.touch();
  return template;
}

/** Refuses claims that Clerk sets itself. @throws ClerkError 400 */
export function checkClaims(param: string, claims: JsonObject): void {
  const reserved = findReservedClaim(claims);
  if (reserved === undefined) return;
  const longMessage = `You can't use the reserved claim: '${reserved}'`;
  throw new ClerkError(400, [
    parameterEntry(param, 'jwt_template_reserved_claim', 'reserved claim used', longMessage),
  ]);
}

/** What was given and is not null. */
function keepSet(change: Partial<Record<keyof JwtTemplate, unknown>>): Partial<JwtTemplate> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined && value !== null),
  );
}

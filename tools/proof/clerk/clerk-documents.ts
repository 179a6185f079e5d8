import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import type { OpenApiSchema, Resolve } from './openapi-schema.ts';

interface MediaBody {
  readonly $ref?: string;
  readonly content?: { readonly 'application/json'?: { readonly schema?: OpenApiSchema } };
}

interface Operation {
  readonly responses: Readonly<Record<string, MediaBody>>;
  readonly requestBody?: MediaBody;
}

interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-webhooks'?: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, OpenApiSchema & MediaBody>>>>;
}

/** What an operation may answer with a status: a schema, nothing, or not documented at all. */
export type DocumentedAnswer = { readonly schema: OpenApiSchema | undefined } | undefined;

/** Clerk's published descriptions, from a copy of https://github.com/clerk/openapi-specs */
export interface ClerkDocuments {
  /** `GET /users/{user_id}`, … */
  readonly operations: readonly string[];
  readonly findAnswer: (operation: string, status: number) => DocumentedAnswer;
  readonly resolveBackend: Resolve;
  /** The same of the Frontend API: `POST /v1/client/sign_ups`, … */
  readonly findFrontendAnswer: (operation: string, status: number) => DocumentedAnswer;
  readonly resolveFrontend: Resolve;
  /** The body of a webhook of that type. */
  readonly findEvent: (type: string) => OpenApiSchema | undefined;
  readonly resolveEvent: Resolve;
}

/** @throws Error where the folder does not hold what it should */
export function readClerkDocuments(folder: string): ClerkDocuments {
  const backend = readDocument(join(folder, 'bapi', '2026-05-12.yml'));
  const frontend = readDocument(join(folder, 'fapi', '2026-05-12.yml'));
  const webhooks = readDocument(join(folder, 'webhooks', '2025-04-15.yml'));
  const operations = Object.entries(backend.paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return {
    operations,
    findAnswer: (operation, status) => findAnswer(backend, operation, status),
    resolveBackend: (ref) => follow(backend, ref),
    findFrontendAnswer: (operation, status) => findAnswer(frontend, operation, status),
    resolveFrontend: (ref) => follow(frontend, ref),
    findEvent: (type) =>
      webhooks['x-webhooks']?.[type]?.post.requestBody?.content?.['application/json']?.schema,
    resolveEvent: (ref) => follow(webhooks, ref),
  };
}

function findAnswer(document: OpenApiDocument, operation: string, status: number): DocumentedAnswer {
  const [method = '', path = ''] = operation.split(' ');
  const found = document.paths?.[path]?.[method.toLowerCase()]?.responses[String(status)];
  if (found === undefined) return undefined;
  const body = found.$ref === undefined ? found : follow(document, found.$ref);
  return { schema: body.content?.['application/json']?.schema };
}

function readDocument(path: string): OpenApiDocument {
  if (!existsSync(path))
    throw new Error(`${path} does not exist: CLERK_OPENAPI names a copy of clerk/openapi-specs.`);
  return parseYaml(readFileSync(path, 'utf8')) as OpenApiDocument;
}

/** `#/components/<kind>/<name>`. */
function follow({ components }: OpenApiDocument, ref: string): OpenApiSchema & MediaBody {
  const [, , kind = '', name = ''] = ref.split('/');
  const found = components[kind]?.[name];
  if (found === undefined) throw new Error(`${ref} is not in the document.`);
  return found;
}

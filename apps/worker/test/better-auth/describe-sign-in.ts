import { env } from 'cloudflare:workers';
import { type ProblemCode, problemCatalogue, problemSchema } from '@bloqr/contract';
import { betterAuth } from 'better-auth';
import { openAPI } from 'better-auth/plugins';
import { z } from 'zod';
import {
  type AuthEndpoint,
  authEndpoints,
} from '../../src/auth/providers/better-auth/auth-endpoints.data.ts';
import type { LibraryParts } from '../../src/auth/providers/better-auth/library-d1.ts';
import { createLibraryOptions } from '../../src/auth/providers/better-auth/library-options.ts';
import { createPasswordHashing } from '../../src/auth/providers/better-auth/password-hashing.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What the library says otherwise than it is, mended: people without an image have null there, and `nullable` is none of OpenAPI 3.1.
 */
function correct(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => correct(one));
  if (!isNode(value)) return value;
  const { nullable, ...rest } = value;
  const node = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, correct(one, key)]));
  if (typeof node.type === 'string' && (nullable === true || name === 'image'))
    return { ...node, type: [node.type, 'null'] };
  return node;
}

/** Where the browser is sent elsewhere, which the library does not say. */
const redirects: ReadonlySet<string> = new Set(['/callback/:id', '/reset-password/:token', '/verify-email']);
const redirect = {
  description: 'Goes back to the page, with `error` where it failed.',
  headers: { Location: { description: 'The page.', schema: { type: 'string' } } },
};
/** It promises a session beside the person, and gives the token alone. */
const signedIn = {
  type: 'object',
  properties: { token: { type: 'string' }, user: { $ref: '#/components/schemas/User' } },
  required: ['token', 'user'],
};

/** Problems of the layers in front of the library, in the order in which they come. */
function listProblems({ method, fields }: AuthEndpoint): readonly ProblemCode[] {
  return [
    'misconfigured',
    ...(method === 'GET' ? [] : (['foreign-page'] as const)),
    ...(method === 'GET' ? [] : (['malformed-json', 'payload-too-large', 'unsupported-media-type'] as const)),
    ...(fields === undefined ? [] : (['invalid-request'] as const)),
    'rate-limited',
    'unavailable',
    'internal',
  ];
}

/**
 * Describes what is offered of the library as OpenAPI 3.1: its own word on requests and answers, for the endpoints that are
 * offered alone, with the refusals of the layers in front of it. So an upgrade that changes something shows in the file.
 */
export async function describeSignIn(origin: string, parts: LibraryParts): Promise<Node> {
  const options = createLibraryOptions(
    origin,
    { ...parts, spendCode: async () => true },
    () => {},
    createPasswordHashing(() => undefined),
  );
  const auth = betterAuth({ ...options, database: env.DB, plugins: [...options.plugins, openAPI()] });
  const made = correct(JSON.parse(JSON.stringify(await auth.api.generateOpenAPISchema())));
  const { paths, components } = z
    .object({
      paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
      components: z.record(z.string(), z.unknown()),
    })
    .parse(made);
  const offered: Record<string, Node> = {};
  /** Refusals that many have. */
  const shared: Node = {};
  for (const endpoint of authEndpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    const method = endpoint.method.toLowerCase();
    const operation = paths[path]?.[method];
    if (operation === undefined) throw new Error(`the library does not describe ${endpoint.method} ${path}`);
    offered[`/api/auth${path}`] = {
      ...offered[`/api/auth${path}`],
      [method]: describeOperation(endpoint, operation, shared),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'bloqr-backend: signing in with Better Auth',
      version: '1',
      description:
        'What is offered below /api/auth/, as the library itself describes it. Its refusals are `{code, message}`; those of the layers in front of it are problems (RFC 9457), as everywhere.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: offered,
    components: {
      responses: shared,
      schemas: {
        ...(isNode(components.schemas) ? components.schemas : {}),
        Problem: z.toJSONSchema(problemSchema, { target: 'draft-2020-12' }),
        AuthRefusal: {
          type: 'object',
          properties: { code: { type: 'string' }, message: { type: 'string' } },
        },
      },
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'What an answer had in `set-auth-token`; or the cookie of the sign-in.',
        },
      },
    },
  };
}

function describeOperation(endpoint: AuthEndpoint, operation: Node, shared: Node): Node {
  const { tags: _tags, security: _security, responses, ...rest } = operation;
  return { ...rest, responses: describeResponses(endpoint, isNode(responses) ? responses : {}, shared) };
}

const refusals = ['400', '401', '403', '404', '409', '422'];

/** The library's own successes; its refusals in one form; problems of ours beside them. */
function describeResponses(endpoint: AuthEndpoint, responses: Node, shared: Node): Node {
  const problems = new Map<string, ProblemCode[]>();
  for (const code of listProblems(endpoint)) {
    const status = String(problemCatalogue[code].status);
    problems.set(status, [...(problems.get(status) ?? []), code]);
  }
  const described: Node = Object.fromEntries(
    Object.entries(responses).filter(([status]) => Number(status) < 400),
  );
  if (redirects.has(endpoint.path)) described['302'] = redirect;
  if (endpoint.path === '/two-factor/verify-backup-code')
    described['200'] = {
      description: 'Signed in.',
      content: { 'application/json': { schema: signedIn } },
    };
  for (const status of new Set([...refusals, ...problems.keys()])) {
    const codes = problems.get(status) ?? [];
    const name = [status, ...codes].join('-');
    shared[name] = describeRefusal(refusals.includes(status), codes);
    described[status] = { $ref: `#/components/responses/${name}` };
  }
  return described;
}

function describeRefusal(isLibrarys: boolean, codes: readonly ProblemCode[]): Node {
  return {
    description: [
      ...(isLibrarys ? ['Refused by the library.'] : []),
      ...codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}.`),
    ].join(' '),
    content: {
      ...(isLibrarys && { 'application/json': { schema: { $ref: '#/components/schemas/AuthRefusal' } } }),
      ...(codes.length > 0 && {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      }),
    },
  };
}

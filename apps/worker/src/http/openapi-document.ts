import { configurationSchema } from '@bloqr/compiler';
import { hasTier, type ProblemCode, problemCatalogue, problemSchema } from '@bloqr/contract';
import { z } from 'zod';
import { isBehindAccess, type NamedSchema, type RouteAnswer, type RouteDeclaration } from './route.ts';

/** A part of an OpenAPI document. */
export type OpenapiNode = Readonly<Record<string, unknown>>;

/** Problems of the layers in front of every route, of those that count, and of those that read JSON. */
const generalProblems: readonly ProblemCode[] = ['internal'];
const settingsProblems: readonly ProblemCode[] = ['misconfigured'];
const countedProblems: readonly ProblemCode[] = ['rate-limited', 'unavailable'];
const credentialProblems: readonly ProblemCode[] = [
  'credential-in-query',
  'invalid-session-token',
  'invalid-api-key',
  'session-pending',
  'rate-limited',
  'unavailable',
];
const bodyProblems: readonly ProblemCode[] = [
  'malformed-json',
  'payload-too-large',
  'unsupported-media-type',
  'invalid-request',
];

const text = { type: 'string' };
const headers: Readonly<Record<string, OpenapiNode>> = {
  'X-Request-Id': { description: 'The id of the request, as the log has it.', schema: text },
  RateLimit: {
    description:
      'What is left (`r`) and for how many seconds (`t`), draft-ietf-httpapi-ratelimit-headers-11.',
    schema: text,
  },
  'RateLimit-Policy': { description: 'Requests (`q`) in a window of seconds (`w`).', schema: text },
  'Retry-After': { description: 'Seconds to wait before asking again.', schema: { type: 'integer' } },
  'Bloqr-Rule-Count': { description: 'Rules in the list.', schema: { type: 'integer' } },
  'Bloqr-Digest': {
    description: 'SHA-256 of what is below the header of the list: it changes exactly when the rules do.',
    schema: text,
  },
  ETag: { description: 'Changes exactly when the answer does.', schema: text },
};

const securitySchemes: Readonly<Record<string, OpenapiNode>> = {
  session: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A session token of the service’s auth provider.',
  },
  sessionCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__session',
    description: 'The same as a cookie; counts on requests of our own pages only.',
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `blq_…`.' },
};

/** All problems that an operation can answer with. */
export function listProblems(route: RouteDeclaration): readonly ProblemCode[] {
  const isAlwaysAnswered = route.path === '/api/version' || route.path === '/api/health';
  return [
    ...new Set([
      ...generalProblems,
      ...(isAlwaysAnswered ? [] : settingsProblems),
      ...(route.limit === 'uncounted' ? [] : countedProblems),
      ...(route.credential === 'none' ? [] : credentialProblems),
      ...listDemandProblems(route),
      ...(isBehindAccess(route) ? (['access-denied', 'unavailable'] as const) : []),
      ...(route.body === undefined ? [] : bodyProblems),
      ...(route.query === undefined ? [] : (['invalid-request'] as const)),
      ...route.problems,
    ]),
  ];
}

/** Problems of whoever is known and may not call this; `findRefusal` in authorize.ts makes them. */
function listDemandProblems({ credential, method, tier, scope }: RouteDeclaration): ProblemCode[] {
  if (credential === 'none') return [];
  const isRequired = credential === 'required';
  const isHarmless = method === 'GET' && tier !== 'admin';
  return [
    ...(hasTier('free', tier) ? [] : (['tier-too-low'] as const)),
    ...(scope === null ? [] : (['scope-missing'] as const)),
    ...(isRequired ? (['authentication-required'] as const) : []),
    ...(isRequired && scope === null ? (['session-required'] as const) : []),
    ...(isRequired && !isHarmless ? (['session-impersonated'] as const) : []),
  ];
}

/** Describes the API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), from the declarations of its routes alone. */
export function describeApi(routes: readonly RouteDeclaration[], version: string): OpenapiNode {
  const paths: Record<string, Record<string, OpenapiNode>> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = describeOperation(route);
    paths[route.path] = path;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'bloqr-backend',
      version,
      description:
        'Compiles filter lists into one clean list. Refusals and failures are problems (RFC 9457). Signing in with Better Auth, `/api/auth/`, is described apart, in docs/openapi-auth.json: its requests and answers are those of the library, which has its own clients.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [],
    paths,
    components: { headers, schemas: describeSchemas(routes), securitySchemes },
  };
}

function describeOperation(route: RouteDeclaration): OpenapiNode {
  return {
    operationId: nameOperation(route),
    summary: route.summary,
    ...(route.description && { description: route.description }),
    ...describeSecurity(route),
    ...describeParameters(route),
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: refer(route.body.name), example: route.body.example },
          ...(route.body.isTextTaken && { 'text/plain': { schema: text } }),
        },
      },
    }),
    responses: { ...describeAnswers(route), ...describeProblems(route) },
  };
}

/** An empty entry says that nobody has to say who they are. */
function describeSecurity({ credential, scope }: RouteDeclaration): OpenapiNode {
  if (credential === 'none') return {};
  const session = [{ session: [] }, { sessionCookie: [] }];
  const isKeyTaken = scope !== null || credential === 'optional';
  const ways = isKeyTaken ? [...session, { apiKey: scope === null ? [] : [scope] }] : session;
  return { security: credential === 'optional' ? [{}, ...ways] : ways };
}

function describeParameters({ path, query }: RouteDeclaration): OpenapiNode {
  const inPath = [...path.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: text,
  }));
  const inQuery = query === undefined ? [] : describeQuery(query);
  const parameters = [...inPath, ...inQuery];
  return parameters.length === 0 ? {} : { parameters };
}

function describeQuery({ schema }: NonNullable<RouteDeclaration['query']>): OpenapiNode[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, form]) => {
    const { description, ...rest } = typeof form === 'object' ? form : {};
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description && { description }),
      schema: rest,
    };
  });
}

/** `POST /api/compile/stream` is `postCompileStream`. */
function nameOperation({ method, path }: RouteDeclaration): string {
  const words = path
    .slice('/api/'.length)
    .split(/[/.{}-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + words.join('');
}

function describeAnswers(route: RouteDeclaration): Record<string, OpenapiNode> {
  const answers: Record<string, OpenapiNode> = {};
  for (const status of new Set(route.answers.map((answer) => answer.status))) {
    const same = route.answers.filter((answer) => answer.status === status);
    const content = Object.fromEntries(
      same.flatMap(({ mediaType, form }) =>
        mediaType === undefined
          ? []
          : [[mediaType, { schema: form === undefined ? text : refer(form.name) }]],
      ),
    );
    answers[status] = {
      description: same[0]?.description,
      headers: referHeaders(
        route,
        same.flatMap((answer) => answer.headers ?? []),
      ),
      ...(Object.keys(content).length > 0 && { content }),
    };
  }
  return answers;
}

/** One answer for each status; the problems that share it are told by their codes. */
function describeProblems(route: RouteDeclaration): Record<string, OpenapiNode> {
  const codes = listProblems(route);
  const taken = new Set(route.answers.map(({ status }) => status));
  const statuses = new Set(
    codes.map((code) => problemCatalogue[code].status).filter((one) => !taken.has(one)),
  );
  return Object.fromEntries(
    [...statuses].sort().map((status) => {
      const names = codes.filter((code) => problemCatalogue[code].status === status);
      const isTemporary = status === 429 || status === 503;
      return [
        status,
        {
          description: names.map((code) => `\`${code}\`: ${problemCatalogue[code].title}.`).join(' '),
          headers: referHeaders(route, isTemporary ? ['Retry-After'] : []),
          content: { 'application/problem+json': { schema: refer('Problem') } },
        },
      ];
    }),
  );
}

function referHeaders(route: RouteDeclaration, own: readonly string[]): OpenapiNode {
  const counted = route.limit === 'uncounted' ? [] : ['RateLimit', 'RateLimit-Policy'];
  const names = new Set(['X-Request-Id', ...counted, ...own]);
  return Object.fromEntries([...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function refer(name: string): OpenapiNode {
  return { $ref: `#/components/schemas/${name}` };
}

/** Every named schema of the routes, as JSON Schema. */
export function describeSchemas(routes: readonly RouteDeclaration[]): Record<string, OpenapiNode> {
  const named: NamedSchema[] = routes.flatMap(({ body, answers }) => [
    ...(body === undefined ? [] : [body]),
    ...answers.flatMap(({ form }: RouteAnswer) => (form === undefined ? [] : [form])),
  ]);
  const schemas = new Map<string, OpenapiNode>([
    ['Problem', toJsonSchema(problemSchema)],
    ['Configuration', toJsonSchema(configurationSchema)],
    ...named.map(({ name, schema }): [string, OpenapiNode] => [name, toJsonSchema(schema)]),
  ]);
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function toJsonSchema(schema: z.core.$ZodType): OpenapiNode {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ path, jsonSchema }) => {
      // The body's own schema lets every configuration pass, because the compiler's parser explains faults better.
      if (path.at(-1) === 'configuration' && path.length === 2 && jsonSchema.type === 'object') {
        for (const key of Object.keys(jsonSchema)) {
          if (key !== 'description') Reflect.deleteProperty(jsonSchema, key);
        }
        Object.assign(jsonSchema, refer('Configuration'));
      }
    },
  });
  return rest;
}

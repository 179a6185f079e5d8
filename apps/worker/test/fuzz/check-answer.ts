import {
  type CompileEventName,
  compileEventSchemas,
  type ProblemCode,
  problemCatalogue,
  problemSchema,
} from '@bloqr/contract';
import { listProblems } from '../../src/http/openapi-document.ts';
import type { Route } from '../../src/http/route.ts';

/** Problems of addresses and methods that no route has. */
const problemsOfNoRoute: readonly ProblemCode[] = ['not-found', 'method-not-allowed'];

/**
 * What is wrong with an answer: a status of 500 or more, a body that is not what the route declares, a header that every
 * answer has. Undefined where nothing is.
 *
 * @param path the route's, from the log; null where no route has the address
 */
export async function findFault(
  response: Response,
  sentMethod: string,
  path: string | null,
  routes: readonly Route[],
): Promise<string | undefined> {
  // `Request` spells the methods that it knows in capitals.
  const method = sentMethod.toUpperCase();
  const body = await response.text();
  const { status, headers } = response;
  if (status >= 500) return `status ${status}: ${body.slice(0, 200)}`;
  if (headers.get('X-Content-Type-Options') !== 'nosniff' || headers.get('X-Request-Id') === null) {
    return 'a header is missing';
  }
  if (method === 'HEAD' || status === 204 || status === 304) {
    return body === '' ? undefined : `status ${status} with a body`;
  }
  const route = routes.find((one) => one.path === path && one.method === method);
  if (headers.get('Content-Type') === 'application/problem+json')
    return findProblemFault(body, status, route);
  if (route === undefined) return `status ${status} where no route is`;
  if (route.limit === 'counted' && headers.get('RateLimit') === null) return 'it was not counted';
  return findBodyFault(body, status, headers.get('Content-Type') ?? '', route);
}

function findProblemFault(body: string, status: number, route: Route | undefined): string | undefined {
  const problem = problemSchema.safeParse(parse(body));
  if (!problem.success) return `no problem: ${body.slice(0, 200)}`;
  const { code } = problem.data;
  if (problemCatalogue[code].status !== status || problem.data.status !== status)
    return `${code} as ${status}`;
  const declared = route === undefined ? problemsOfNoRoute : listProblems(route);
  return declared.includes(code) ? undefined : `${code} is not declared`;
}

function findBodyFault(body: string, status: number, type: string, route: Route): string | undefined {
  const [mediaType = ''] = type.split(';');
  const answer = route.answers.find((one) => one.status === status && one.mediaType === mediaType);
  if (answer === undefined) return `${status} ${type} is not declared`;
  if (mediaType === 'text/event-stream') return findEventFault(body);
  if (answer.form === undefined) return undefined;
  const result = answer.form.schema.safeParse(parse(body));
  return result.success ? undefined : `not a ${answer.form.name}: ${result.error.message.slice(0, 300)}`;
}

function findEventFault(body: string): string | undefined {
  const blocks = body.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  let last = '';
  for (const [index, block] of blocks.entries()) {
    const [, id, name = '', data = ''] = /^id: (\d+)\nevent: ([a-z]+)\ndata: (.*)$/.exec(block) ?? [];
    if (Number(id) !== index + 1 || !(name in compileEventSchemas))
      return `an event is ${block.slice(0, 200)}`;
    const result = compileEventSchemas[name as CompileEventName].safeParse(parse(data));
    if (!result.success) return `not a ${name}: ${result.error.message.slice(0, 300)}`;
    if ('status' in result.data && typeof result.data.status === 'number' && result.data.status >= 500) {
      return `a problem of status ${result.data.status}: ${data}`;
    }
    last = name;
  }
  return last === 'done' || last === 'problem' ? undefined : `the last event is ${last}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type ProblemCode, problemCatalogue, problemType } from '@bloqr/contract';
import { afterEach, expect } from 'vitest';

/** A problem as the Worker tells of it. */
export function problem(code: ProblemCode): object {
  const { status, title } = problemCatalogue[code];
  return { type: problemType(code), code, status, title, detail: 'So it is.', requestId: 'r' };
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | string;
}

export interface Asked {
  readonly authorization: string | undefined;
  /** The token for Cloudflare Access. */
  readonly access?: string;
  readonly body: unknown;
}

const servers: Server[] = [];
afterEach(() =>
  Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))),
);

/** A schema of requests. */
interface RequestForm {
  safeParse(body: unknown): { readonly error?: unknown };
}

/**
 * A service whose answers a test gives, in order; the last one stays. It takes only requests that the Worker would take.
 *
 * @param form what the Worker takes at this path
 */
export async function serveSteps(
  path: string,
  form: RequestForm,
  answers: readonly (Answer | ((asked: Asked) => Answer))[],
) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await readBody(request));
    expect([request.method, request.url]).toEqual(['POST', path]);
    expect(form.safeParse(body).error).toBeUndefined();
    const access = request.headers['cf-access-token'];
    const one: Asked = {
      authorization: request.headers.authorization,
      ...(typeof access === 'string' && { access }),
      body,
    };
    const answer = answers[Math.min(asked.push(one), answers.length) - 1];
    const {
      status = 200,
      headers = {},
      body: content,
    } = typeof answer === 'function' ? answer(one) : (answer ?? { body: '' });
    response.writeHead(status, headers).end(typeof content === 'string' ? content : JSON.stringify(content));
  });
  return { url: await listen(server), asked };
}

/** Listens until the test is over; the address. */
export async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

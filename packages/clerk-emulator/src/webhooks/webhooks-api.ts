import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import type { WebhookDispatcher } from './webhook-dispatcher.ts';
import { WebhookError, type WebhookErrorCode } from './webhook-error.ts';
import { bodies } from './webhooks-schema.ts';

const statuses = {
  'endpoint-disabled': 409,
  'endpoint-not-found': 404,
  'endpoint-url-invalid': 422,
  'endpoint-url-refused': 422,
  'endpoints-exhausted': 409,
  'message-not-found': 404,
  'request-invalid': 422,
  'signing-secret-invalid': 422,
} as const satisfies Record<WebhookErrorCode, ContentfulStatusCode>;

/** Rows that a list has at most, and where nothing is said. */
const rowsMax = 500;
const rowsDefault = 50;

/**
 * What Clerk's dashboard does with webhooks, as JSON, to be mounted at `/emulator/webhooks`. It asks for no key: whoever
 * mounts it puts `localOnly` before it. Errors are `{errors: [{code, message, long_message}]}`, as Clerk's are.
 */
export function createWebhooksApi(dispatcher: WebhookDispatcher): Hono {
  const api = new Hono();
  api.onError(answerError);

  api.get('/endpoints', (c) => c.json(dispatcher.endpoints));
  api.post('/endpoints', async (c) => {
    return c.json(dispatcher.createEndpoint(await read(c, bodies.endpoint)), 201);
  });
  api.get('/endpoints/:id', (c) => c.json(dispatcher.endpoint(c.req.param('id'))));
  api.patch('/endpoints/:id', async (c) => {
    return c.json(dispatcher.updateEndpoint(c.req.param('id'), await read(c, bodies.endpointChange)));
  });
  api.delete('/endpoints/:id', (c) => {
    dispatcher.removeEndpoint(c.req.param('id'));
    return c.body(null, 204);
  });
  api.post('/endpoints/:id/rotate', async (c) => {
    const { secret, overlapMs } = await read(c, bodies.rotation);
    return c.json(dispatcher.rotateSecret(c.req.param('id'), secret, overlapMs));
  });
  api.post('/endpoints/:id/test', async (c) => {
    const { type, generation } = await read(c, bodies.test);
    return c.json(dispatcher.sendTest(c.req.param('id'), type, generation), 202);
  });
  api.post('/endpoints/:id/replay', async (c) => {
    const { kind, since } = await read(c, bodies.replay);
    return c.json({ count: dispatcher.replay(c.req.param('id'), kind, since) }, 202);
  });

  api.get('/messages', (c) => c.json(dispatcher.messages.slice(0, readLimit(c))));
  api.get('/messages/:id', (c) => c.json(dispatcher.message(c.req.param('id'))));
  api.post('/messages/:id/resend', async (c) => {
    dispatcher.resend(c.req.param('id'), (await read(c, bodies.resend)).endpointId);
    return c.body(null, 202);
  });

  api.get('/attempts', (c) => {
    const { messageId, endpointId } = c.req.query();
    const filter = {
      ...(messageId !== undefined && { messageId }),
      ...(endpointId !== undefined && { endpointId }),
    };
    return c.json(dispatcher.attempts(filter).slice(0, readLimit(c)));
  });

  api.get('/faults', (c) => c.json(dispatcher.faults));
  api.put('/faults', async (c) => {
    const { seed, ...faults } = await read(c, bodies.faults);
    return c.json(dispatcher.setFaults(faults, seed));
  });
  return api;
}

function answerError(error: Error, c: Context): Response {
  if (!(error instanceof WebhookError)) throw error;
  const { code, message } = error;
  return c.json({ errors: [{ code, message, long_message: message }] }, statuses[code]);
}

/** @throws WebhookError `request-invalid` */
async function read<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const text = await c.req.text();
  const result = schema.safeParse(parseJson(text === '' ? '{}' : text));
  if (!result.success) throw new WebhookError('request-invalid', z.prettifyError(result.error));
  return result.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WebhookError('request-invalid', 'The body is not JSON.');
  }
}

function readLimit(c: Context): number {
  const text = c.req.query('limit') ?? `${rowsDefault}`;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > rowsMax) {
    throw new WebhookError('request-invalid', `limit is a number from 1 to ${rowsMax}.`);
  }
  return limit;
}

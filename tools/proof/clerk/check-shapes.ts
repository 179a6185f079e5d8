import { createClerkEmulator, type WebhookEvent } from '@bloqr/clerk-emulator';
import type { ClerkDocuments } from './clerk-documents.ts';
import { findFaults } from './openapi-schema.ts';
import { type ShapeRequest, shapeRequests } from './shape-requests.data.ts';

/** What came of comparing. */
export interface ShapeReport {
  readonly answers: number;
  readonly events: number;
  /** Operations that were asked. */
  readonly operations: number;
  /** What is not as described, one sentence each. */
  readonly faults: readonly string[];
}

/** Asks the emulator for everything it has, and compares answers and events with Clerk's descriptions. */
export async function checkShapes(documents: ClerkDocuments): Promise<ShapeReport> {
  const events: WebhookEvent[] = [];
  const emulator = createClerkEmulator({
    now: () => Date.now(),
    onEvent: (event) => void events.push(event),
  });
  const { secretKey } = await emulator.connect();
  const ids = new Map<string, string>();
  const faults: string[] = [];
  for (const request of shapeRequests) {
    const response = await emulator.app.request(...describeRequest(request, ids, secretKey));
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (request.remember !== undefined) ids.set(request.remember, readId(body));
    faults.push(...checkAnswer(documents, request, response, body));
  }
  await endSessions(emulator, ids.get('other') ?? '');
  faults.push(...events.flatMap((event) => checkEvent(documents, event)));
  const operations = new Set(shapeRequests.map(({ operation }) => operation)).size;
  return { answers: shapeRequests.length, events: events.length, operations, faults };
}

type RequestArguments = [
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
];

function describeRequest(
  request: ShapeRequest,
  ids: ReadonlyMap<string, string>,
  key: string,
): RequestArguments {
  const [method = '', ownPath = ''] = request.operation.split(' ');
  // Only what was remembered is put in: {{user.public_metadata}} stays.
  const fill = (text: string): string =>
    text.replaceAll(/(?<!\{)\{(\w+)\}(?!\})/g, (whole, name: string) => ids.get(name) ?? whole);
  const headers = { Authorization: `Bearer ${key}`, 'Clerk-API-Version': '2026-05-12' };
  const url = `http://localhost/v1${fill(request.path ?? ownPath)}`;
  if (request.body === undefined) return [url, { method, headers }];
  const body = fill(JSON.stringify(request.body));
  return [url, { method, headers: { ...headers, 'Content-Type': 'application/json' }, body }];
}

function readId(body: unknown): string {
  const id: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return typeof id === 'string' ? id : '';
}

function checkAnswer(
  { findAnswer, resolveBackend }: ClerkDocuments,
  { operation, status }: ShapeRequest,
  response: Response,
  body: unknown,
): string[] {
  const name = `${operation} ${status}`;
  if (response.status !== status) return [`${name}: answered ${response.status}: ${JSON.stringify(body)}`];
  const documented = findAnswer(operation, status);
  if (documented === undefined) return [`${name}: no such answer is described`];
  if (body === undefined) return documented.schema === undefined ? [] : [`${name}: has no body`];
  const type = response.headers.get('content-type');
  // The SDK compares the type as a whole: with a charset it would take the body for text.
  if (type !== 'application/json') return [`${name}: is ${type}`];
  const { schema } = documented;
  return schema === undefined
    ? []
    : findFaults(body, schema, resolveBackend).map((fault) => `${name}: ${fault}`);
}

/** Clerk's own example of this event has the status, and its description does not. */
const contradictions = ['session.pending: .data.status is "pending", none of '];

function checkEvent({ findEvent, resolveEvent }: ClerkDocuments, event: WebhookEvent): string[] {
  const schema = findEvent(event.type);
  if (schema === undefined) return [`${event.type}: no such event is described`];
  const sent: unknown = JSON.parse(JSON.stringify(event));
  return findFaults(sent, schema, resolveEvent)
    .map((fault) => `${event.type}: ${fault}`)
    .filter((fault) => !contradictions.some((known) => fault.startsWith(known)));
}

/** The events of sessions that only the browser causes. */
async function endSessions(
  { app, mintToken }: ReturnType<typeof createClerkEmulator>,
  userId: string,
): Promise<void> {
  for (const [status, ending] of [
    ['active', 'end'],
    ['pending', 'remove'],
  ] as const) {
    const { sessionId } = await mintToken({ userId, status });
    await app.request(`http://localhost/emulator/sessions/${sessionId}/${ending}`, { method: 'POST' });
  }
}

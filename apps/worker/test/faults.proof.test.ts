import { env } from 'cloudflare:workers';
import { problemCatalogue } from '@bloqr/contract';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { listProblems } from '../src/http/openapi-document.ts';
import type { Route } from '../src/http/route.ts';
import type { Cells, callers } from './authorization-cells.data.ts';
import { type ClerkWorld, createClerkWorld } from './clerk-world.ts';
import { declaredRoutes } from './declared-routes.ts';
import { type FaultMode, type FaultSwitch, pass, switchDatabase, switchLimiter } from './fault-switch.ts';
import { openRoutes } from './open-routes.data.ts';
import { protectedRoutes } from './protected-routes.data.ts';
import { bearer, createScene, type Scene } from './scene.ts';
import { script, scriptedUrl } from './scripted-sources.ts';
import { clerkEvent, clerkUser } from './webhooks/clerk-events.ts';
import { sign } from './webhooks/delivery.ts';
import { emptyTables } from './webhooks/tables.ts';
import { writeAddress } from './write-address.ts';

const { hasEveryFault } = inject('proofSize');
const timeLimitMs = 600_000;
/** Service must be back so soon after the repair. */
const backWithinMs = 1000;

const parts = ['D1', 'the limiter', 'the key set', 'the Backend API', 'the source host'] as const;
type Part = (typeof parts)[number];
const modes = ['fails', 'hangs', 'slow'] as const satisfies readonly FaultMode[];

/** Who asks; for each, the column of the authorisation matrix. */
const askers = {
  nobody: 'nobody',
  free: 'free',
  admin: 'admin',
  key: 'key-of-admin',
  /** Somebody whose row is not there yet: Clerk is asked about them. */
  stranger: 'free',
} as const satisfies Record<string, (typeof callers)[number]>;
type Asker = keyof typeof askers;

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const isCompile = ({ path }: Route): boolean => path === '/api/compile' || path === '/api/compile/stream';
const isWebhook = ({ limit }: Route): boolean => limit === 'webhook';

/** What is answered where all is well. */
function usualStatus(route: Route, asker: Asker): number {
  if (isWebhook(route)) return 200;
  const open = openRoutes[nameOf(route)];
  const closed = protectedRoutes[nameOf(route)];
  const cells: Cells | undefined =
    open?.cells ?? (route.method === 'GET' ? closed?.cells.reading : closed?.cells.changing);
  const status = open?.status ?? closed?.status;
  const cell = cells?.[askers[asker]];
  if (cell === undefined || status === undefined) throw new Error(`${nameOf(route)} has no cells`);
  return cell === 'ok' ? status : cell;
}

/** What is answered while a part fails or hangs: which routes can do without it. */
function statusWithout(part: Part, route: Route, asker: Asker): number {
  const isToken = asker === 'free' || asker === 'admin' || asker === 'stranger';
  const unavailable = problemCatalogue.unavailable.status;
  switch (part) {
    case 'D1':
      if (isWebhook(route) || route.path === '/api/health') return unavailable;
      if (asker === 'key' && route.credential !== 'none') return unavailable;
      if (isToken && route.credential === 'required') return unavailable;
      break;
    case 'the limiter':
      if (route.limit !== 'uncounted') return unavailable;
      break;
    case 'the key set':
      if (isToken && route.credential !== 'none') return unavailable;
      break;
    case 'the source host':
      // The stream has begun when it is found out, and says so within.
      if (route.path === '/api/compile') return problemCatalogue['source-unreachable'].status;
      break;
    case 'the Backend API': {
      const usual = usualStatus(route, asker);
      const { status, statusWithoutClerk = usual } = protectedRoutes[nameOf(route)] ?? {};
      return usual === status ? statusWithoutClerk : usual;
    }
  }
  return usualStatus(route, asker);
}

interface Setting {
  readonly world: ClerkWorld;
  readonly scene: Scene;
  readonly call: (path: string, init: RequestInit) => Promise<Response>;
  readonly entries: readonly object[];
  readonly tokens: Readonly<Record<'free' | 'admin', string>>;
}

/** A new isolate of which one part passes a switch. It knows no keys and has compiled nothing. */
async function open(part: Part, fault: FaultSwitch): Promise<Setting> {
  const world = await createClerkWorld();
  const scene = await createScene();
  const of = async (name: 'free' | 'admin'): Promise<string> => {
    const userId = await world.makePerson(name);
    const rename = 'UPDATE users SET clerk_user_id = ?1 WHERE id = ?2';
    await env.DB.prepare(rename).bind(userId, `row-${name}`).run();
    return world.mint(userId);
  };
  const tokens = { free: await of('free'), admin: await of('admin') };
  const bindings = {
    ...(part === 'D1' && { DB: switchDatabase(env.DB, fault) }),
    ...(part === 'the limiter' && { RATE_WINDOWS: switchLimiter(env.RATE_WINDOWS, fault) }),
  };
  const { call, entries } = world.createIsolate(bindings, (address, go, signal) => {
    const { pathname, host } = new URL(address);
    const isMeant =
      (part === 'the key set' && pathname.endsWith('jwks.json')) ||
      (part === 'the Backend API' && pathname.startsWith('/v1/users')) ||
      (part === 'the source host' && host === env.SOURCE_HOST);
    return isMeant ? pass(fault, go, signal) : go();
  });
  return { world, scene, call, entries, tokens };
}

let sources = 0;

function makeBody(route: Route): string {
  if (!isCompile(route)) return JSON.stringify(route.body?.example);
  // One that nobody has read yet.
  const source = `${scriptedUrl('steady')}?${++sources}`;
  return JSON.stringify({ configuration: { name: 'x', sources: [{ source }] } });
}

interface Outcome {
  readonly status: number;
  readonly text: string;
}

async function ask(
  { world, scene, call, tokens }: Setting,
  route: Route,
  asker: Asker,
  key: string,
): Promise<Outcome> {
  if (isWebhook(route)) {
    const { headers, body } = sign(clerkEvent('user.updated', clerkUser(`user_fault${++sources}`)));
    const answer = await call(route.path, { method: route.method, headers, body });
    return { status: answer.status, text: await answer.text() };
  }
  const credential = async (): Promise<Record<string, string>> => {
    if (asker === 'nobody') return {};
    if (asker === 'key') return bearer(key);
    if (asker === 'stranger') return bearer(await world.mint(await world.makePerson('free')));
    return bearer(tokens[asker]);
  };
  const headers = await credential();
  const protectedRoute = protectedRoutes[nameOf(route)];
  const owner = asker === 'admin' || asker === 'key' ? 'admin' : 'free';
  const id = (await protectedRoute?.makeObject?.(scene, owner)) ?? '';
  const answer = await call(writeAddress(route, id, protectedRoute), {
    method: route.method,
    headers: { ...(route.body && { 'Content-Type': 'application/json' }), ...headers },
    ...(route.body && { body: makeBody(route) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Asks for everything as everybody, at once, so that waiting for a part that hangs does not add up. */
async function askAll(
  setting: Setting,
  expectedOf: (route: Route, asker: Asker) => number,
): Promise<{
  readonly faults: string[];
  readonly count: number;
  readonly outcomes: readonly (Outcome & { route: Route })[];
}> {
  const faults: string[] = [];
  await env.DB.prepare('DELETE FROM api_keys').run();
  const { text: key } = await setting.scene.makeKey('admin');
  const asked = declaredRoutes.flatMap((route) =>
    (Object.keys(askers) as Asker[])
      // A stranger has nothing of their own yet.
      .filter((asker) => asker !== 'stranger' || protectedRoutes[nameOf(route)]?.isOwned !== true)
      .map((asker) => ({ route, asker })),
  );
  const outcomes = await Promise.all(
    asked.map(async ({ route, asker }) => {
      const outcome = await ask(setting, route, asker, key);
      const wanted = expectedOf(route, asker);
      const name = `${nameOf(route)} by ${asker}`;
      if (outcome.status !== wanted)
        faults.push(`${name}: ${outcome.status}, not ${wanted}: ${outcome.text.slice(0, 300)}`);
      if (!listStatuses(route).has(outcome.status)) faults.push(`${name}: ${outcome.status} is not declared`);
      // Why a source cannot be read is told to whoever named it.
      if (outcome.text.includes('SECRET') && !isCompile(route)) faults.push(`${name} tells the error`);
      return { ...outcome, route };
    }),
  );
  return { faults, count: asked.length, outcomes };
}

/** What the description of the API has. */
function listStatuses(route: Route): ReadonlySet<number> {
  return new Set([
    ...route.answers.map(({ status }) => status),
    ...listProblems(route).map((code) => problemCatalogue[code].status),
  ]);
}

/** Where the tests run, only what takes little time. */
const cases = parts.flatMap((part) =>
  modes
    .filter(
      (mode) =>
        hasEveryFault || mode === 'fails' || (mode === 'hangs' && (part === 'D1' || part === 'the limiter')),
    )
    .map((mode) => ({ part, mode })),
);

beforeEach(async () => {
  await emptyTables();
  await script('steady', { body: '||example.org^\n' });
});

describe.each(cases)('where $part $mode', ({ part, mode }) => {
  it('every route answers as declared, lets nobody do more, and is back when it is', {
    timeout: timeLimitMs,
  }, async ({ task }) => {
    const fault: FaultSwitch = { mode };
    const setting = await open(part, fault);
    const during = await askAll(setting, (route, asker) =>
      mode === 'slow' ? usualStatus(route, asker) : statusWithout(part, route, asker),
    );
    if (part === 'the source host' && mode !== 'slow') {
      for (const { text, route } of during.outcomes.filter(
        ({ route }) => route.path === '/api/compile/stream',
      ))
        if (!text.includes('"code":"source-'))
          during.faults.push(`${nameOf(route)} does not say what is wrong`);
    }
    fault.mode = 'well';
    setting.world.clock.nowMs += backWithinMs;
    const after = await askAll(setting, usualStatus);
    const log = JSON.stringify(setting.entries);
    task.meta.figures = [
      `${part} ${mode}: ${during.count} requests, ${during.faults.length} not as declared; ${after.count} ${backWithinMs} ms after the repair, ${after.faults.length} not back to normal`,
      ...[...during.faults, ...after.faults].slice(0, 10),
    ];
    expect({ during: during.faults, after: after.faults }).toEqual({ during: [], after: [] });
    expect(log).not.toContain('SECRET');
  });
});

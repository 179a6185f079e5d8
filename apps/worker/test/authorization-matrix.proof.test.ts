import { env } from 'cloudflare:workers';
import { type ProblemCode, problemCatalogue, type Scope, scopes } from '@bloqr/contract';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { generateApiKey } from '../src/api-keys/api-key.ts';
import type { Route } from '../src/http/route.ts';
import {
  type CallerName,
  type Cells,
  callers,
  type HereName,
  hereNames,
} from './authorization-cells.data.ts';
import { declaredRoutes } from './declared-routes.ts';
import { openRoutes } from './open-routes.data.ts';
import {
  otherAddressHeaders,
  type PathSpelling,
  pathSpellings,
  trailingSlash,
} from './path-spellings.data.ts';
import { type ProtectedRoute, protectedRoutes } from './protected-routes.data.ts';
import { bearer, createScene, removeAllKeys, type Scene } from './scene.ts';
import { createRandom } from './webhooks/random.ts';
import { emptyTables } from './webhooks/tables.ts';
import { writeAddress } from './write-address.ts';

const { seed, spelledCellShare } = inject('proofSize');
const timeLimitMs = 1_800_000;
const notFound = problemCatalogue['not-found'].status;
const wrongMethod = problemCatalogue['method-not-allowed'].status;
const random = createRandom(seed);

/** What the matrix has of a route. */
interface MatrixRow
  extends Partial<Pick<ProtectedRoute, 'makeObject' | 'absent' | 'fixed' | 'surroundings'>> {
  readonly status: number;
  readonly cells: Cells;
}

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

function findRow(route: Route): MatrixRow | undefined {
  const name = nameOf(route);
  const row = protectedRoutes[name];
  if (row === undefined) return openRoutes[name];
  return { ...row, cells: route.method === 'GET' ? row.cells.reading : row.cells.changing };
}

it('every declared route has cells, and no other', () => {
  expect(declaredRoutes.filter((route) => findRow(route) === undefined).map(nameOf)).toEqual([]);
  const names = declaredRoutes.map(nameOf);
  expect(
    [...Object.keys(protectedRoutes), ...Object.keys(openRoutes)].filter((name) => !names.includes(name)),
  ).toEqual([]);
});

const isHere = (caller: CallerName): caller is HereName => hereNames.some((name) => name === caller);

/** Whose keys and objects a caller has. */
const ownerOf = (caller: CallerName): string => {
  if (caller === 'here-free' || caller === 'here-pro' || caller === 'here-admin') return caller;
  if (caller === 'pro') return 'pro';
  return caller.includes('admin') ? 'admin' : 'free';
};

/** Sets a column of every key of a person. */
async function changeKey(
  column: 'expires_at' | 'revoked_at' | 'user_id',
  value: string,
  id: string,
): Promise<void> {
  await env.DB.prepare(`UPDATE api_keys SET ${column} = ?1 WHERE id = ?2`).bind(value, id).run();
}

const past = '2026-01-02T00:00:00.000Z';

/** The token of somebody who has signed in here, and of what happened since. */
async function presentHere(scene: Scene, caller: HereName): Promise<string> {
  const tiers = { 'here-pro': 'pro', 'here-admin': 'admin' } as const;
  const tier = Object.entries(tiers).find(([name]) => name === caller)?.[1] ?? 'free';
  const token = await scene.signInHere(caller, tier);
  const change = {
    'here-banned': 'UPDATE users SET banned = 1 WHERE id = ?1',
    'here-deleted': 'DELETE FROM users WHERE id = ?1',
    'here-signed-out': 'DELETE FROM auth_sessions WHERE user_id = ?1',
  };
  for (const [name, sql] of Object.entries(change))
    if (name === caller) await env.DB.prepare(sql).bind(`row-${caller}`).run();
  return caller === 'here-unsigned' ? `${token.slice(0, 33)}${'A'.repeat(43)}=` : token;
}

/** What a caller sends of who they are. */
async function present(
  scene: Scene,
  caller: CallerName,
): Promise<{ headers: Record<string, string>; query: string }> {
  const key = async (keyScopes: readonly Scope[]) =>
    scene.makeKey(ownerOf(caller), { scopes: [...keyScopes] });
  const by = (credential: string) => ({ headers: bearer(credential), query: '' });
  if (isHere(caller)) return by(await presentHere(scene, caller));
  switch (caller) {
    case 'nobody':
      return { headers: {}, query: '' };
    case 'key-compile':
      return by((await key(['compile'])).text);
    case 'key-account':
      return by((await key(['account'])).text);
    case 'key-of-admin':
      return by((await key(scopes)).text);
    case 'key-expired':
    case 'key-revoked':
    case 'key-of-banned': {
      const { id, text } = await key(scopes);
      if (caller === 'key-of-banned') await changeKey('user_id', 'row-banned', id);
      else await changeKey(caller === 'key-expired' ? 'expires_at' : 'revoked_at', past, id);
      return by(text);
    }
    case 'garbage-token':
      return by('eyJhbGciOiJub25lIn0.e30.');
    case 'garbage-key':
      return by(generateApiKey((length) => crypto.getRandomValues(new Uint8Array(length))).text);
    case 'garbage-header':
      return { headers: { Authorization: 'Basic YWRtaW46YWRtaW4=' }, query: '' };
    case 'key-in-query':
      return { headers: bearer('admin'), query: `key=${(await key(scopes)).text}` };
    default:
      return by(caller);
  }
}

/** How a request differs from the usual one. */
interface Spelling {
  readonly write?: (path: string) => string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(
  route: Route,
  row: MatrixRow,
  caller: CallerName,
  spelling: Spelling = {},
): Promise<number> {
  await removeAllKeys();
  // Each request has a Worker, people and things of its own: no cell depends on another.
  const scene = await createScene(row.surroundings?.bindings, row.surroundings?.parts);
  const { headers, query } = await present(scene, caller);
  const id = (await row.makeObject?.(scene, ownerOf(caller))) ?? '';
  const path = writeAddress(route, id, row);
  const { write = (same: string) => same, method = route.method } = spelling;
  const written = write(path);
  const address = query === '' ? written : `${written}${written.includes('?') ? '&' : '?'}${query}`;
  const answer = await scene.call(address, {
    method,
    headers: { ...(route.body && { 'Content-Type': 'application/json' }), ...headers, ...spelling.headers },
    ...(route.body && method !== 'GET' && { body: JSON.stringify(route.body.example) }),
  });
  await answer.text();
  await Promise.all(scene.later);
  return answer.status;
}

/** The status of a cell for an address spelled so. */
function expectedStatus(
  route: Route,
  { status, cells, absent }: MatrixRow,
  caller: CallerName,
  leads: PathSpelling['leads'],
): number {
  if (leads === 'elsewhere') return notFound;
  const isIdLast = route.path.endsWith('}');
  if (leads === 'suffix' && !isIdLast) return notFound;
  const cell = cells[caller];
  if (cell !== 'ok') return cell;
  if (leads === 'query' && route.query !== undefined) return problemCatalogue['invalid-request'].status;
  return leads === 'suffix' ? problemCatalogue[(absent ?? 'not-found') as ProblemCode].status : status;
}

beforeEach(emptyTables);

describe.each(declaredRoutes.map((route) => ({ name: nameOf(route), route })))('$name', ({ route }) => {
  const row = findRow(route);
  if (row === undefined) return;

  it('answers everybody as its row says', { timeout: timeLimitMs }, async ({ task }) => {
    const found: Record<string, number> = {};
    const expected: Record<string, number> = {};
    for (const caller of callers) {
      found[caller] = await ask(route, row, caller);
      expected[caller] = expectedStatus(route, row, caller, 'same');
    }
    const differing = callers.filter((caller) => found[caller] !== expected[caller]);
    task.meta.figures = [
      `${nameOf(route)}: ${callers.length} callers, ${differing.length} answered otherwise`,
    ];
    expect(found).toEqual(expected);
  });

  it('however its address is spelled', { timeout: timeLimitMs }, async ({ task }) => {
    const spellings: readonly (Spelling & {
      readonly name: string;
      readonly expect: (caller: CallerName) => number;
    })[] = [
      ...pathSpellings.map(({ name, write, leads }) => ({
        name,
        write,
        expect: (caller: CallerName) => expectedStatus(route, row, caller, leads),
      })),
      {
        name: 'a slash behind',
        write: trailingSlash,
        expect: (caller) =>
          expectedStatus(route, row, caller, route.isTrailingSlashTaken ? 'same' : 'elsewhere'),
      },
      { name: 'another method', method: 'PUT', expect: () => wrongMethod },
      {
        name: 'headers that name another address',
        headers: otherAddressHeaders,
        expect: (caller) => expectedStatus(route, row, caller, 'same'),
      },
    ];
    const wrong: string[] = [];
    let count = 0;
    for (const spelling of spellings) {
      for (const caller of callers) {
        // In part, those are drawn; in full, all come.
        if (random.nextInt(1, 10_000) > spelledCellShare * 10_000) continue;
        count++;
        const status = await ask(route, row, caller, spelling);
        const wanted = spelling.expect(caller);
        if (status !== wanted) wrong.push(`${spelling.name} by ${caller}: ${status}, not ${wanted}`);
      }
    }
    task.meta.figures = [
      `${nameOf(route)}: ${count} cells in ${spellings.length} spellings, ${wrong.length} answered otherwise`,
      ...wrong.slice(0, 10),
    ];
    expect(wrong).toEqual([]);
  });
});

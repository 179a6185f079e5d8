import { stripVTControlCharacters } from 'node:util';
import type { ResourceKind } from './deployment.ts';

/** How wrangler deals with one kind of thing. */
export interface ResourceCommands {
  /** What it is called. */
  readonly title: string;
  readonly list: readonly string[];
  /** The ids by name of what there is, from what the listing prints; kinds without ids have their name as one. */
  readonly read: (output: string) => ReadonlyMap<string, string>;
  readonly create: (name: string) => readonly string[];
  /** The key of wrangler.toml that its id belongs in. */
  readonly idKey?: string;
}

/** https://developers.cloudflare.com/workers/wrangler/commands/ */
export const resourceKinds: Readonly<Record<ResourceKind, ResourceCommands>> = {
  d1: {
    title: 'D1 database',
    list: ['d1', 'list', '--json'],
    read: (output) => readJson(output, 'name', 'uuid'),
    create: (name) => ['d1', 'create', name],
    idKey: 'database_id',
  },
  kv: {
    title: 'KV namespace',
    list: ['kv', 'namespace', 'list'],
    read: (output) => readJson(output, 'title', 'id'),
    create: (name) => ['kv', 'namespace', 'create', name],
    idKey: 'id',
  },
  r2: {
    title: 'R2 bucket',
    list: ['r2', 'bucket', 'list'],
    read: (output) => readNames(output, /^name:\s+(\S+)$/),
    create: (name) => ['r2', 'bucket', 'create', name],
  },
  queue: {
    title: 'queue',
    list: ['queues', 'list'],
    // A table: id, name, …
    read: (output) => readNames(output, /^│\s*[0-9a-f]{32}\s*│\s*(\S+)\s*│/),
    create: (name) => ['queues', 'create', name],
  },
};

/** @throws SyntaxError where wrangler printed something else */
function readJson(output: string, nameKey: string, idKey: string): ReadonlyMap<string, string> {
  const entries: unknown = JSON.parse(output);
  if (!Array.isArray(entries)) throw new SyntaxError('wrangler printed no list.');
  return new Map(
    entries.map((entry: unknown): [string, string] => [
      String(readMember(entry, nameKey)),
      String(readMember(entry, idKey)),
    ]),
  );
}

function readNames(output: string, form: RegExp): ReadonlyMap<string, string> {
  const names = stripVTControlCharacters(output)
    .split('\n')
    .flatMap((line) => form.exec(line.trim())?.[1] ?? []);
  return new Map(names.map((name) => [name, name]));
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

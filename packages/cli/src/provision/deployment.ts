/** What an environment of wrangler.toml wants to be there. */
export interface Deployment {
  readonly worker: string;
  readonly resources: readonly BoundResource[];
  /** Names in `[vars]`. */
  readonly variables: Readonly<Record<string, string>>;
}

export type ResourceKind = 'd1' | 'kv' | 'r2' | 'queue';

/** Something that the Worker is bound to and that has to exist. */
export interface BoundResource {
  readonly kind: ResourceKind;
  readonly name: string;
  /** The id that wrangler.toml has; undefined where it has none, or a placeholder, or where the kind has none. */
  readonly id: string | undefined;
  /** The key that its id belongs in, as it stands there now; undefined where the kind has no id. */
  readonly idText: string | undefined;
}

/** An id that stands for one that is not known yet. */
const placeholder = /^(?:0{8}-0{4}-0{4}-0{4}-0{12}|0{32}|<.*>|)$/;

type Table = Readonly<Record<string, unknown>>;

/**
 * Reads what an environment binds. Bindings and variables of an environment do not add to those of the top level but stand for
 * them (https://developers.cloudflare.com/workers/wrangler/configuration/#non-inheritable-keys).
 *
 * @param settings wrangler.toml, read
 * @param environment undefined for the top level
 * @throws RangeError where there is no such environment
 */
export function describeDeployment(settings: Table, environment: string | undefined): Deployment {
  const environments = readTable(settings.env);
  const own = environment === undefined ? settings : environments[environment];
  if (!isTable(own)) throw new RangeError(describeMissing(String(environment), Object.keys(environments)));
  const name =
    readText(own.name) ?? `${readText(settings.name)}${environment === undefined ? '' : `-${environment}`}`;
  const list = (tables: unknown): readonly Table[] => (Array.isArray(tables) ? tables.filter(isTable) : []);
  const queues = readTable(own.queues);
  return {
    worker: name,
    resources: [
      ...list(own.d1_databases).map((table) =>
        describe('d1', readText(table.database_name), table.database_id),
      ),
      ...list(own.kv_namespaces).map((table) =>
        describe('kv', `${name}-${readText(table.binding)}`, table.id),
      ),
      ...list(own.r2_buckets).map((table) => describe('r2', readText(table.bucket_name))),
      ...unique(
        [...list(queues.producers), ...list(queues.consumers)].map(({ queue }) => readText(queue)),
      ).map((queue) => describe('queue', queue)),
    ],
    variables: Object.fromEntries(
      Object.entries(readTable(own.vars)).map(([variable, value]) => [variable, String(value)]),
    ),
  };
}

function describe(kind: ResourceKind, name = '', ...ids: readonly unknown[]): BoundResource {
  const hasId = ids.length > 0;
  const idText = hasId ? (readText(ids[0]) ?? '') : undefined;
  return { kind, name, id: idText === undefined || placeholder.test(idText) ? undefined : idText, idText };
}

function describeMissing(environment: string, known: readonly string[]): string {
  const others = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
  return `wrangler.toml has no environment ${environment}. ${others}`;
}

function unique(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))];
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function readTable(value: unknown): Table {
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

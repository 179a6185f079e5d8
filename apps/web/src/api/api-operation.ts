import type { components, paths } from './api-types.data.ts';

/** Something of the API by its name in the description. */
export type ApiSchema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** Addresses that can be asked by this method. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: paths[Path][M] extends { readonly responses: unknown } ? Path : never;
}[keyof paths];

/** What is sent along with a request. */
export type ApiRequest<M extends Method, Path extends PathOf<M>> = {
  /** Ends the request. */
  readonly signal?: AbortSignal;
} & ParametersOf<paths[Path][M]> &
  BodyOf<paths[Path][M]>;

type ParametersOf<Operation> = Operation extends { readonly parameters: infer Parameters }
  ? (Parameters extends { readonly path: infer Values } ? { readonly path: Values } : unknown) &
      (Parameters extends { readonly query?: infer Values }
        ? { readonly query?: Exclude<Values, undefined> }
        : unknown)
  : unknown;

type BodyOf<Operation> = Operation extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Body } };
}
  ? { readonly body: Body }
  : Operation extends {
        readonly requestBody?: { readonly content: { readonly 'application/json': infer Body } };
      }
    ? { readonly body?: Body }
    : unknown;

type Values = Readonly<Record<string, unknown>>;

/**
 * An address of the API with its parameters in their places.
 *
 * @example
 * fillPath('/api/keys/{id}', { id: 'a/b' }, { limit: 5 }) // '/api/keys/a%2Fb?limit=5'
 */
export function fillPath(template: string, path: Values = {}, query: Values = {}): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length === 0 ? address : `${address}?${search}`;
}

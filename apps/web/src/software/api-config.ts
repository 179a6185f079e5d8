import type { ApiClient } from '../api/api-client.ts';
import { countOf, fieldsOf, listOf, textOf } from '../lib/read-fields.ts';
import type { Software } from './software.ts';
import { softwareCatalogue } from './software-catalogue.data.ts';

/** What the page wants to know of the service before it is used. */
export interface ApiConfig {
  readonly software: readonly [Software, ...Software[]];
  /** Sources of one compile; undefined where there is no limit. */
  readonly sourcesMax: number | undefined;
  /** Bytes of input of one compile; undefined where there is no limit. */
  readonly inputBytesMax: number | undefined;
}

/** The service's word, or what the page knows by itself until it has that. */
export type ApiConfigState =
  | { readonly kind: 'loading'; readonly config: ApiConfig }
  | { readonly kind: 'ready'; readonly config: ApiConfig }
  | { readonly kind: 'failed'; readonly config: ApiConfig };

/** What the page offers without the service's word: every software it knows, and no limits. */
export const builtInConfig: ApiConfig = {
  software: softwareCatalogue,
  sourcesMax: undefined,
  inputBytesMax: undefined,
};

/**
 * Asks `GET /api/config`, where that has not been done. Never rejects: without an answer the page goes on with what it knows by itself.
 *
 * @param takeKnown the answer that somebody else has got
 */
export async function loadApiConfig(
  api: Pick<ApiClient, 'send'>,
  takeKnown: () => Promise<unknown>,
): Promise<ApiConfigState> {
  const known = readApiConfig(await takeKnown());
  if (known !== undefined) return { kind: 'ready', config: known };
  const answer = await api.send('get', '/api/config', {}, readApiConfig);
  return answer.kind === 'answered'
    ? { kind: 'ready', config: answer.value }
    : { kind: 'failed', config: builtInConfig };
}

/** Reads the answer; undefined where it names no software. */
export function readApiConfig(value: unknown): ApiConfig | undefined {
  const { targets, formats, limits } = fieldsOf(value);
  const extensions = new Map(
    listOf(formats).map((format): [string, string] => {
      const { name, extension } = fieldsOf(format);
      return [textOf(name), textOf(extension).replace(/^\./, '')];
    }),
  );
  const [first, ...others] = tellApart(listOf(targets).flatMap((target) => readSoftware(target, extensions)));
  if (first === undefined) return undefined;
  const { sourcesMax, inputBytesMax } = fieldsOf(limits);
  return {
    software: [first, ...others],
    sourcesMax: limitOf(sourcesMax),
    inputBytesMax: limitOf(inputBytesMax),
  };
}

function readSoftware(value: unknown, extensions: ReadonlyMap<string, string>): Software[] {
  const target = fieldsOf(value);
  const name = textOf(target.name);
  const title = textOf(target.software);
  if (name === '' || title === '') return [];
  const [, shortTitle = title, remark = ''] = /^(.+?) \((.+)\)$/.exec(title) ?? [];
  return [
    {
      name,
      title,
      shortTitle,
      remark,
      versions: textOf(target.versions),
      instructions: textOf(target.instructions),
      extension: extensions.get(textOf(target.format)) || 'txt',
    },
  ];
}

/** Adds the versions to titles that occur more than once. */
function tellApart(software: readonly Software[]): readonly Software[] {
  const titles = software.map(({ title }) => title);
  return software.map((entry) =>
    titles.filter((title) => title === entry.title).length > 1
      ? { ...entry, title: `${entry.title} ${entry.versions}`.trim(), remark: entry.versions }
      : entry,
  );
}

/** `null` is no limit. */
function limitOf(value: unknown): number | undefined {
  return typeof value === 'number' ? countOf(value) : undefined;
}

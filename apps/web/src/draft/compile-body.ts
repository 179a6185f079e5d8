import type { SourceText } from '../sources/read-source-text.ts';
import { transformationNames } from '../transformations/transformation-catalogue.data.ts';
import type { Draft } from './draft.ts';

/** The body of a compile request. */
export interface CompileBody {
  readonly configuration: {
    readonly name: string;
    readonly sources: readonly { readonly source: string; readonly onError?: 'skip' }[];
    readonly transformations: readonly string[];
  };
  readonly target: string;
  readonly analysis: true;
  readonly preFetchedContent?: Readonly<Record<string, string>>;
}

/** A request, with what is needed to speak about its sources in words of the page. */
export interface CompileOrder {
  readonly body: CompileBody;
  /** Lines of the text field at which sources made of its rules begin, by the name of the source. */
  readonly firstLines: ReadonlyMap<string, number>;
}

/** Makes the request out of a draft; undefined where there is nothing to compile. */
export function makeCompileOrder(draft: Draft, { sources }: SourceText): CompileOrder | undefined {
  const names: string[] = [];
  const texts = new Map<string, string>();
  const firstLines = new Map<string, number>();
  for (const source of sources) {
    if (source.kind === 'address') {
      names.push(source.address);
      continue;
    }
    const name = `rules from line ${source.line}`;
    names.push(name);
    texts.set(name, source.text);
    firstLines.set(name, source.line);
  }
  for (const { name, text } of draft.files) {
    const source = texts.has(name) ? `file ${name}` : name;
    names.push(source);
    texts.set(source, text);
  }
  if (names.length === 0) return undefined;
  return {
    body: {
      configuration: {
        name: draft.name.trim() || 'My list',
        sources: names.map((source) =>
          draft.leavesOutFailing && !texts.has(source) ? { source, onError: 'skip' } : { source },
        ),
        transformations: transformationNames.filter((name) => draft.transformations.includes(name)),
      },
      target: draft.target,
      analysis: true,
      ...(texts.size > 0 && { preFetchedContent: Object.fromEntries(texts) }),
    },
    firstLines,
  };
}

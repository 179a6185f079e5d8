import { CompilerError } from '@bloqr/compiler';
import { problemCatalogue } from '@bloqr/contract';
import type { PageProblem } from '../compilation/compile-events.ts';
import type { BrowserSources } from './browser-sources.ts';

/** Titles that the service words for itself. */
const ownTitles: Readonly<Record<string, string>> = {
  'source-too-large': 'The sources are too large',
  aborted: 'The compile broke off',
};

/** The problem for an error of the compiler, as the service would tell it; undefined where it is ours. */
export function describeBrowserProblem(
  error: unknown,
  sources: Pick<BrowserSources, 'whyUnreadable'>,
): PageProblem | undefined {
  if (!(error instanceof CompilerError)) return undefined;
  const { code, place, problems } = error;
  const why = place.source === undefined ? undefined : sources.whyUnreadable(place.source);
  const kind: { readonly title: string; readonly status: number } | undefined =
    code === 'aborted' ? undefined : problemCatalogue[code];
  const pointer = `/configuration${place.pointer ?? ''}`;
  return {
    code,
    page: kind === undefined ? undefined : `/errors#${code}`,
    title: ownTitles[code] ?? kind?.title ?? 'The compile failed',
    status: kind?.status ?? 0,
    detail: why ?? error.message,
    requestId: '',
    faults:
      problems.length > 0
        ? problems.map((problem) => ({ ...problem, pointer: `/configuration${problem.pointer}` }))
        : [
            {
              pointer,
              detail: why ?? error.message,
              ...(place.source !== undefined && { source: place.source }),
              ...(place.line !== undefined && { line: place.line }),
            },
          ],
  };
}

import { isFileUrl, isUrlReference, type SourceLocation } from './source-location.ts';

export type IncludeDecision =
  | { readonly isResolved: true; readonly location: SourceLocation }
  | { readonly isResolved: false; readonly detail: string };

/**
 * Finds what `!#include reference` means in a list at `including`. A relative reference starts from the directory of
 * the including list (a slash at its start changes nothing, as in HostlistCompiler); an absolute one must have the
 * including list's origin. A local list may include a URL only if it was named without any directory. Stricter than
 * HostlistCompiler: what a local list includes stays inside the directory of the list that the configuration names.
 */
export function resolveInclude(including: SourceLocation, reference: string): IncludeDecision {
  if (reference === '') return refuse('it names no file');
  const isAbsolute = isUrlReference(reference);
  switch (including.kind) {
    case 'url':
      return isAbsolute ? sameOrigin(including.url, reference) : besideUrl(including.url, reference);
    case 'file':
      if (!isAbsolute) return besideFile(including.directory, including.segments, reference);
      return hasNoDirectory(including) ? anyUrl(reference) : refuse('a local list may not include a URL');
    case 'standard-input':
      return isAbsolute ? anyUrl(reference) : refuse('a list on standard input has no directory');
  }
}

function sameOrigin(including: string, reference: string): IncludeDecision {
  if (!URL.canParse(including) || !URL.canParse(reference)) return refuse('it is not a complete URL');
  const url = new URL(reference);
  if (url.origin !== new URL(including).origin) return refuse('it has another origin than the list itself');
  return { isResolved: true, location: { kind: 'url', url: url.href } };
}

/** Put together as text, so that the reference can change the path only; `..` cannot climb above the root. */
function besideUrl(including: string, reference: string): IncludeDecision {
  if (!URL.canParse(including)) return refuse('the list itself has no complete URL');
  const { origin, pathname } = new URL(including);
  const directory = pathname.slice(0, pathname.lastIndexOf('/') + 1);
  const url = origin + directory + reference.replace(/^[\\/]+/, '');
  if (!URL.canParse(url)) return refuse('it is not a valid reference');
  return { isResolved: true, location: { kind: 'url', url: new URL(url).href } };
}

/** A backslash separates, too: on Windows it would otherwise be a way out of the directory. */
function besideFile(directory: string, segments: readonly string[], reference: string): IncludeDecision {
  const isBare = directory === '' && segments.length === 1;
  if (isBare && /^[\\/]/.test(reference)) return refuse('it leaves the directory of the list');
  const resolved = segments.slice(0, -1);
  for (const segment of reference.split(/[\\/]+/)) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') resolved.push(segment);
    else if (resolved.pop() === undefined) return refuse('it leaves the directory of the list');
  }
  const first = resolved[0];
  if (first === undefined) return refuse('it names no file');
  if (directory === '' && /^[A-Za-z]:/.test(first)) return refuse('it leaves the directory of the list');
  return { isResolved: true, location: { kind: 'file', directory, segments: resolved } };
}

function anyUrl(reference: string): IncludeDecision {
  return isFileUrl(reference)
    ? refuse('a list may not include a file: URL')
    : { isResolved: true, location: { kind: 'url', url: reference } };
}

function hasNoDirectory(location: {
  readonly directory: string;
  readonly segments: readonly string[];
}): boolean {
  return location.directory === '' && location.segments.length === 1;
}

function refuse(detail: string): IncludeDecision {
  return { isResolved: false, detail };
}

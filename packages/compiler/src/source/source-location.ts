/** Where the text of a source or an include is. */
export type SourceLocation =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'file';
      /** Directory of the list that the configuration names, ending in a separator; empty for a bare file name. */
      readonly directory: string;
      /** The way from there to this file. Never leads upwards. */
      readonly segments: readonly string[];
    }
  | { readonly kind: 'standard-input' };

/**
 * Reads a source string as HostlistCompiler does: `http://…`, `https://…`, any other `scheme://…` and `//…` are URLs
 * (whether one may be fetched is the guard's question), everything else is a path relative to the working directory.
 * Beyond it, `file://…` is the path that it names and `-` is standard input.
 *
 * @returns undefined for a `file://` URL that names no local path
 */
export function locateSource(reference: string): SourceLocation | undefined {
  if (reference === '-') return { kind: 'standard-input' };
  if (isFileUrl(reference)) {
    const path = pathOfFileUrl(reference);
    return path === undefined ? undefined : locateFile(path);
  }
  return isUrlReference(reference) ? { kind: 'url', url: reference } : locateFile(reference);
}

/** The one name of a location, whatever the spelling: tells cycles, and keys pre-fetched includes. */
export function nameOfLocation(location: SourceLocation): string {
  switch (location.kind) {
    case 'url':
      return withoutFragment(location.url);
    case 'file':
      return location.directory + location.segments.join('/');
    case 'standard-input':
      return '-';
  }
}

export function isUrlReference(reference: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(reference);
}

export function isFileUrl(reference: string): boolean {
  return /^file:\/\//i.test(reference);
}

function locateFile(path: string): SourceLocation {
  const nameStart = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return { kind: 'file', directory: path.slice(0, nameStart), segments: [path.slice(nameStart)] };
}

/** RFC 8089. A host other than this one, an escaped separator or a broken escape names no local path. */
function pathOfFileUrl(reference: string): string | undefined {
  if (!URL.canParse(reference)) return undefined;
  const url = new URL(reference);
  if (url.host !== '' || /%2f|%5c/i.test(url.pathname)) return undefined;
  try {
    return decodeURIComponent(url.pathname).replace(/^\/(?=[A-Za-z]:\/)/, '');
  } catch {
    return undefined;
  }
}

function withoutFragment(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

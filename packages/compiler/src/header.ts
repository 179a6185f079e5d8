import type { Configuration } from './configuration/configuration.ts';

/** Behind the comment mark, the line that carries the date begins so. */
export const lastModifiedLabel = ' Last modified: ';
/** Behind the comment mark, the last but one line of the header begins so. */
export const compiledByLabel = ' Compiled by ';

export type CommentMark = '!' | '#' | ';';

/**
 * The header of a list, laid out as HostlistCompiler's: title and details, date, generator, each a comment. It is never
 * transformed. Line breaks in the values become spaces, so that none can smuggle a rule into the list.
 *
 * @param mark begins each comment line
 * @param preamble lines of the format, no comments, that stand before the last line of the header
 */
export function formatHeader(
  configuration: Configuration,
  generator: string,
  lastModified: Date,
  mark: CommentMark = '!',
  preamble: readonly string[] = [],
): string {
  const { name, description, version, homepage, license } = configuration;
  const lines = [mark, `${mark} Title: ${joinLines(name)}`];
  if (description) lines.push(`${mark} Description: ${joinLines(description)}`);
  if (version) lines.push(`${mark} Version: ${joinLines(version)}`);
  if (homepage) lines.push(`${mark} Homepage: ${joinLines(homepage)}`);
  if (license) lines.push(`${mark} License: ${joinLines(license)}`);
  lines.push(
    `${mark}${lastModifiedLabel}${lastModified.toISOString()}`,
    mark,
    `${mark}${compiledByLabel}${joinLines(generator)}`,
    ...preamble,
    mark,
  );
  return lines.join('\n');
}

/** The comment lines above the rules of one source. They take part in the transformations of the whole list. */
export function formatSourceHeader(source: string, name: string | undefined): readonly string[] {
  const named = name ? [`! Source name: ${joinLines(name)}`] : [];
  return ['!', ...named, `! Source: ${joinLines(source)}`, '!'];
}

/** Replaces every line break, those of Unicode included, by a space. */
function joinLines(value: string): string {
  return value.replace(/[\r\n\u0085\u2028\u2029\v\f]+/g, ' ');
}

import type { Configuration } from './configuration/configuration.ts';

/** The line that carries the date begins so. */
export const lastModifiedPrefix = '! Last modified: ';

/**
 * The header of a list, laid out as HostlistCompiler's: title and details, date, generator, each a comment. It is never
 * transformed. Line breaks in the values become spaces, so that none can smuggle a rule into the list.
 */
export function formatHeader(configuration: Configuration, generator: string, lastModified: Date): string {
  const { name, description, version, homepage, license } = configuration;
  const lines = ['!', `! Title: ${joinLines(name)}`];
  if (description) lines.push(`! Description: ${joinLines(description)}`);
  if (version) lines.push(`! Version: ${joinLines(version)}`);
  if (homepage) lines.push(`! Homepage: ${joinLines(homepage)}`);
  if (license) lines.push(`! License: ${joinLines(license)}`);
  lines.push(
    `${lastModifiedPrefix}${lastModified.toISOString()}`,
    '!',
    `! Compiled by ${joinLines(generator)}`,
    '!',
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

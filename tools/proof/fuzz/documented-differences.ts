import type { DocumentedDifference } from './documented-difference.ts';
import { isMangledByAsciiConversion } from './is-mangled-by-ascii-conversion.ts';
import { applyToLine, formsOfLine } from './line-forms.ts';
import { prototypeNames } from './name-grammar.ts';
import { editLines, hasTransformation, mapPatterns, type PipelineCase } from './pipeline-case.ts';
import { refusedParents } from './refused-parents.ts';
import { withoutRemovableModifiers } from './without-removable-modifiers.ts';

const prototypeName = new RegExp(`(?<!\\w)(?:${prototypeNames.join('|')})(?!\\w)`, 'g');

/** Lines of configuration files and zones, which are rules to HostlistCompiler. */
const foreignSyntaxes = {
  'dnsmasq-lines': /^(?:address|local|server|ipset|nftset|host-record)\s*=/,
  'unbound-lines': /^(?:[a-z-]+:$|local-(?:zone|data|data-ptr):)/,
  'zone-lines': /^;|^\$(?:TTL|ORIGIN|INCLUDE|GENERATE)\b|\s(?:CNAME|SOA|NS|A|AAAA)\s/i,
} as const;

/**
 * All documented differences: what HostlistCompiler does wrong and we do right, each recognised by what triggers it in
 * HostlistCompiler and never by what we make of it.
 */
export const documentedDifferences: readonly DocumentedDifference[] = [
  {
    // Compress ends with a TypeError at `127.0.0.1  # comment`.
    name: 'hosts-rule-without-names',
    withoutTriggers: (subject) =>
      withoutLines(subject, 'Compress', async (line) => (await applyToLine(line, 'Compress')) === undefined),
  },
  {
    // RemoveModifiers and the two validators that allow addresses end with a TypeError at `@@`.
    name: 'lone-exception-mark',
    withoutTriggers: async (subject) => {
      let current = subject;
      for (const name of ['RemoveModifiers', 'ValidateAllowIp', 'ValidateAllowIpAndPublicSuffix'] as const) {
        current = await withoutLines(
          current,
          name,
          async (line) => (await applyToLine(line, name)) === undefined,
        );
      }
      return current;
    },
  },
  {
    // RemoveModifiers writes every rule anew, the validators that allow addresses those of addresses: values are cut at
    // a second `=`, backslashes and empty values go, `rule$` loses its `$`.
    name: 'modifier-text',
    withoutTriggers: async (subject) => {
      let current = await withoutLines(subject, 'RemoveModifiers', async (line) => {
        const written = await applyToLine(line, 'RemoveModifiers');
        return written !== undefined && written[0] !== withoutRemovableModifiers(line);
      });
      for (const name of ['ValidateAllowIp', 'ValidateAllowIpAndPublicSuffix'] as const) {
        current = await withoutLines(current, name, async (line) => {
          const [, pattern = '', options = ''] = /^(.*)(?<!\\)\$([^$]*)$/s.exec(line.trim()) ?? [];
          if (!isWrittenOtherwise.test(options)) return false;
          const [written = pattern] = (await applyToLine(pattern, name)) ?? [];
          return written !== pattern;
        });
      }
      return current;
    },
  },
  {
    // ConvertToAscii takes whatever has a dot in it for a name, paths and scripts too, and leaves nothing of what is none.
    name: 'ascii-conversion-beyond-names',
    withoutTriggers: (subject) => withoutLines(subject, 'ConvertToAscii', isMangledByAsciiConversion),
  },
  {
    // Compress lets names cover others that Validate then takes away.
    name: 'refused-name-covers-others',
    withoutTriggers: async (subject) => {
      const parents = await refusedParents(subject);
      return withoutLines(subject, 'Compress', async (line) => {
        return (await applyToLine(line, 'Compress'))?.some((rule) => parents.has(rule)) === true;
      });
    },
  },
  {
    // Names that every JavaScript object has count as seen before.
    name: 'prototype-names',
    withoutTriggers: (subject) => {
      const rename = (text: string) => text.replace(prototypeName, (name) => name.replace(/[oae]/, 'i'));
      return mapPatterns(
        editLines(subject, (lines) => lines.map(rename)),
        rename,
      );
    },
  },
  {
    // Regular expressions run on a linear-time engine: no look-around, no back-references, and only LF ends a line.
    name: 'regular-expression-dialect',
    withoutTriggers: (subject) => {
      if (!hasRegularExpression(subject)) return subject;
      const plain = editLines(subject, (lines) =>
        lines
          .map((line) => line.replace(/[\u2028\u2029\ud800-\udfff]/g, ' '))
          .filter((line) => !isUnknownToLinearEngines(line)),
      );
      return mapPatterns(plain, (pattern) => (isUnknownToLinearEngines(pattern) ? '/(?:x)/' : pattern));
    },
  },
  ...Object.entries(foreignSyntaxes).map(([name, syntax]) => ({
    name,
    withoutTriggers: (subject: PipelineCase) =>
      editLines(subject, (lines) => lines.filter((line) => !syntax.test(line.trim()))),
  })),
  {
    // What has a NUL byte is no list, and is refused; HostlistCompiler compiles it.
    name: 'binary-source',
    withoutTriggers: (subject) =>
      editLines(subject, (lines) => lines.map((line) => line.replaceAll('\0', '\x01'))),
  },
  {
    // A line break in a name starts a new line of the list, which is a rule.
    name: 'line-break-in-name',
    withoutTriggers: (subject) => {
      const { configuration } = subject;
      if (!configuration.sources.some(({ name }) => /[\r\n]/.test(name ?? ''))) return subject;
      const sources = configuration.sources.map((source) =>
        source.name === undefined ? source : { ...source, name: source.name.replace(/[\r\n]+/g, ' ') },
      );
      return { ...subject, configuration: { ...configuration, sources } };
    },
  },
];

/** Options that are others once taken apart and put together again: escapes, a second `=`, empty ones. */
const isWrittenOtherwise = /\\|=[^,]*=|=(?:,|$)|^,|,,|,$|^$/;

const isUnknownToLinearEngines = (pattern: string) => /^\/.*(?:\(\?<?[=!]|\\[1-9]|\\u\{).*\/$/s.test(pattern);

function hasRegularExpression({ configuration }: PipelineCase): boolean {
  return [configuration, ...configuration.sources].some(
    (level) =>
      level.exclusions_sources !== undefined ||
      level.inclusions_sources !== undefined ||
      [...(level.exclusions ?? []), ...(level.inclusions ?? [])].some((pattern) => /^\/.+\/$/s.test(pattern)),
  );
}

/** A case without the lines of which any form that can reach `transformation` is a trigger. */
async function withoutLines(
  subject: PipelineCase,
  transformation: string,
  isTrigger: (form: string) => boolean | Promise<boolean>,
): Promise<PipelineCase> {
  if (!hasTransformation(subject, transformation)) return subject;
  const triggers = new Set<string>();
  for (const line of new Set(subject.files.flatMap((file) => file.lines))) {
    for (const form of await formsOfLine(line, subject)) {
      if (await isTrigger(form)) triggers.add(line);
    }
  }
  return editLines(subject, (lines) => lines.filter((line) => !triggers.has(line)));
}

import type { Configuration, LevelConfiguration } from '@bloqr/compiler';

/** A file of a case: its lines and what ends each of them. */
export interface CaseFile {
  readonly name: string;
  readonly lines: readonly string[];
  readonly lineEnd: string;
}

/**
 * One compile to be done by both compilers: a configuration whose sources name `files`. The text of files may hold
 * stand-ins for single bytes, see {@link rawByte}.
 */
export interface PipelineCase {
  readonly files: readonly CaseFile[];
  readonly configuration: Configuration;
}

const standInStart = 0xf700;

/** A character that {@link encodeFile} writes as this one byte, so that text can hold what is not UTF-8. */
export function rawByte(byte: number): string {
  return String.fromCharCode(standInStart + byte);
}

/** The bytes of a case's file. */
export function encodeFile(file: CaseFile): Uint8Array {
  const text = file.lines.join(file.lineEnd);
  if (!/[\uf700-\uf7ff]/.test(text)) return Buffer.from(text);
  const pieces = text.split(/([\uf700-\uf7ff])/).map((piece, index) => {
    return index % 2 === 1 ? Buffer.of(piece.charCodeAt(0) - standInStart) : Buffer.from(piece);
  });
  return Buffer.concat(pieces);
}

/** A case with every file's lines put through `edit`; the same object where nothing changes. */
export function editLines(
  subject: PipelineCase,
  edit: (lines: readonly string[]) => readonly string[],
): PipelineCase {
  const files = subject.files.map((file) => {
    const lines = edit(file.lines);
    const isSame = lines.length === file.lines.length && lines.every((line, at) => line === file.lines[at]);
    return isSame ? file : { ...file, lines };
  });
  return files.every((file, at) => file === subject.files[at]) ? subject : { ...subject, files };
}

/** Whether any level of a case runs one of these transformations. */
export function hasTransformation(subject: PipelineCase, ...names: readonly string[]): boolean {
  const { configuration } = subject;
  return [configuration, ...configuration.sources].some((level) =>
    level.transformations?.some((name) => names.includes(name)),
  );
}

/** A case with the exclusions and inclusions of both levels put through `edit`; the same object where nothing changes. */
export function mapPatterns(subject: PipelineCase, edit: (pattern: string) => string): PipelineCase {
  const mapLevel = <T extends LevelConfiguration>(level: T): T => ({
    ...level,
    ...(level.exclusions && { exclusions: level.exclusions.map(edit) }),
    ...(level.inclusions && { inclusions: level.inclusions.map(edit) }),
  });
  const { configuration } = subject;
  const mapped = { ...mapLevel(configuration), sources: configuration.sources.map(mapLevel) };
  return JSON.stringify(mapped) === JSON.stringify(configuration)
    ? subject
    : { ...subject, configuration: mapped };
}

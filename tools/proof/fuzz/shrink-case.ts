import type { LevelConfiguration } from '@bloqr/compiler';
import type { CaseFile, PipelineCase } from './pipeline-case.ts';

/** How many candidates a shrink tries at most. */
const attemptsMax = 4000;

/**
 * Makes a case smaller for as long as `isStillBad` says so of the smaller one: sources, settings, lines and at last
 * characters go.
 */
export async function shrinkCase(
  subject: PipelineCase,
  isStillBad: (candidate: PipelineCase) => Promise<boolean>,
): Promise<PipelineCase> {
  let best = subject;
  let attempts = 0;
  for (let isSmaller = true; isSmaller && attempts < attemptsMax; ) {
    isSmaller = false;
    for (const candidate of candidatesOf(best)) {
      if (++attempts > attemptsMax) break;
      if (await isStillBad(candidate)) {
        best = candidate;
        isSmaller = true;
        break;
      }
    }
  }
  return best;
}

/** Smaller cases, the most promising first. */
function* candidatesOf(subject: PipelineCase): Generator<PipelineCase> {
  const { files, configuration } = subject;
  for (const [index] of configuration.sources.entries()) {
    if (configuration.sources.length === 1) break;
    yield { files, configuration: { ...configuration, sources: configuration.sources.toSpliced(index, 1) } };
  }
  yield* withSmallerSettings(subject);
  for (const [index, file] of files.entries()) {
    if (!isUsed(file, subject)) yield { files: files.toSpliced(index, 1), configuration };
    for (const smaller of smallerFiles(file)) yield { files: files.with(index, smaller), configuration };
  }
}

function isUsed(file: CaseFile, { files, configuration }: PipelineCase): boolean {
  const isIncluded = files.some(({ lines }) => lines.some((line) => line.includes(file.name)));
  return (
    isIncluded ||
    [configuration, ...configuration.sources].some(
      (level) =>
        ('source' in level && level.source === file.name) ||
        level.exclusions_sources?.includes(file.name) ||
        level.inclusions_sources?.includes(file.name),
    )
  );
}

function* withSmallerSettings({ files, configuration }: PipelineCase): Generator<PipelineCase> {
  for (const level of smallerLevels(configuration)) yield { files, configuration: level };
  for (const [index, source] of configuration.sources.entries()) {
    for (const smaller of smallerLevels(source)) {
      yield {
        files,
        configuration: { ...configuration, sources: configuration.sources.with(index, smaller) },
      };
    }
  }
}

const listKeys = [
  'transformations',
  'exclusions',
  'exclusions_sources',
  'inclusions',
  'inclusions_sources',
] as const;

function* smallerLevels<T extends LevelConfiguration>(level: T): Generator<T> {
  for (const key of ['type', 'description', ...listKeys]) if (key in level) yield omit(level, key);
  if ('source' in level && 'name' in level) yield omit(level, 'name');
  for (const key of listKeys) {
    const entries: readonly string[] = level[key] ?? [];
    for (const [index] of entries.entries()) {
      if (entries.length > 1) yield { ...level, [key]: entries.toSpliced(index, 1) };
    }
  }
}

function omit<T extends object>(subject: T, key: string): T {
  const copy = { ...subject };
  Reflect.deleteProperty(copy, key);
  return copy;
}

function* smallerFiles(file: CaseFile): Generator<CaseFile> {
  const { lines } = file;
  if (file.lineEnd !== '\n') yield { ...file, lineEnd: '\n' };
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < lines.length; at += size) yield { ...file, lines: lines.toSpliced(at, size) };
  }
  if (lines.length > 12) return;
  for (const [index, line] of lines.entries()) {
    for (let size = Math.ceil(line.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < line.length; at += size) {
        const shorter = line.slice(0, at) + line.slice(at + size);
        // A half of a surrogate pair cannot be written.
        if (!/[\ud800-\udfff]/.test(shorter) || Buffer.from(shorter).toString() === shorter) {
          yield { ...file, lines: lines.with(index, shorter) };
        }
      }
    }
  }
}

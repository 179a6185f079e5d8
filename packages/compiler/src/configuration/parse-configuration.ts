import { CompilerError, type ConfigurationProblem } from '../errors.ts';
import { isValidatorName } from '../rule/validation-mode.ts';
import { transformationOrder } from '../transformations/order.ts';
import { findClosestWord } from './closest-word.ts';
import type { Configuration, LevelConfiguration } from './configuration.ts';
import { configurationSchema, sourceConfigurationSchema } from './configuration-schema.ts';

/**
 * Reads a configuration, typically what `JSON.parse` gave. The value itself is not changed.
 *
 * @throws CompilerError `invalid-configuration` with every problem found, each with its JSON Pointer
 */
export function parseConfiguration(value: unknown): Configuration {
  const parsed = configurationSchema.safeParse(value);
  const problems = parsed.success
    ? findValidatorConflicts(dropUndefined(parsed.data))
    : parsed.error.issues.flatMap((issue) => describeIssue(issue, value));
  if (parsed.success && problems.length === 0) return dropUndefined(parsed.data);
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new CompilerError(
    'invalid-configuration',
    `The configuration is invalid: ${first?.pointer || '(root)'}: ${first?.detail ?? ''}${more}`,
    first === undefined ? {} : { pointer: first.pointer },
    problems,
  );
}

/** zod types an absent key as possibly undefined; JSON has no such thing. */
function dropUndefined(data: ReturnType<typeof configurationSchema.parse>): Configuration {
  return JSON.parse(JSON.stringify(data));
}

type Issue = NonNullable<ReturnType<typeof configurationSchema.safeParse>['error']>['issues'][number];

function describeIssue(issue: Issue, value: unknown): readonly ConfigurationProblem[] {
  const pointer = toPointer(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(
      (issue.path.length === 0 ? configurationSchema : sourceConfigurationSchema).shape,
    );
    return issue.keys.map((key) => {
      const close = findClosestWord(key, known);
      return {
        pointer: toPointer([...issue.path, key]),
        detail: `Unknown key "${key}".`,
        fix:
          close === undefined ? `Remove it; known keys are ${known.join(', ')}.` : `Did you mean "${close}"?`,
      };
    });
  }
  const found = issue.path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
  if (issue.code === 'invalid_value' && issue.path.at(-2) === 'transformations') {
    const close = typeof found === 'string' ? findClosestWord(found, transformationOrder) : undefined;
    return [
      {
        pointer,
        detail: `Unknown transformation ${JSON.stringify(found)}.`,
        fix:
          close === undefined ? `Choose from ${transformationOrder.join(', ')}.` : `Did you mean "${close}"?`,
      },
    ];
  }
  return [{ pointer, detail: found === undefined ? 'Required, but missing.' : describe(issue) }];
}

function describe(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${issue.expected === 'array' ? 'an array' : issue.expected === 'object' ? 'an object' : `a ${issue.expected}`}.`;
    case 'too_small':
      return issue.origin === 'number' ? `Must be at least ${issue.minimum}.` : 'Must not be empty.';
    case 'too_big':
      return `Must be at most ${issue.maximum}.`;
    case 'invalid_value':
      return `Must be one of ${issue.values.map((allowed) => JSON.stringify(allowed)).join(', ')}.`;
    default:
      return issue.message || 'Is not valid.';
  }
}

/** Two validators cannot work on the same rules: not in one array, and not at a source and at the top. */
function findValidatorConflicts(configuration: Configuration): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const checkLevel = (level: LevelConfiguration, pointer: string) => {
    const used = [...new Set(level.transformations?.filter(isValidatorName))];
    if (used.length > 1) {
      problems.push({
        pointer: `${pointer}/transformations`,
        detail: `Validation transformations cannot be combined: ${used.join(', ')}.`,
        fix: 'Keep one of them.',
      });
    }
    return used;
  };
  const top = checkLevel(configuration, '');
  configuration.sources.forEach((source, index) => {
    const used = checkLevel(source, `/sources/${index}`);
    if (used.length === 0 || top.length === 0) return;
    problems.push({
      pointer: `/sources/${index}/transformations`,
      detail: `Source "${source.source}" uses ${used.join(', ')}, but the top level uses ${top.join(', ')}.`,
      fix: 'Validate either each source or the whole list.',
    });
  });
  return problems;
}

/** A path of keys as a JSON Pointer (RFC 6901). */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

import {
  type LevelConfiguration,
  type SourceConfiguration,
  type TransformationName,
  transformationOrder,
} from '@bloqr/compiler';
import type { SeededRandom } from '../../lists/seeded-random.ts';
import { FileGrammar } from './file-grammar.ts';
import { LineGrammar } from './line-grammar.ts';
import type { CaseFile, PipelineCase } from './pipeline-case.ts';

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

const fixedPatterns = [
  '*',
  '**',
  '||*^',
  '*.com',
  '*.COM*',
  'com',
  '!',
  '! Source*',
  '#',
  '^',
  '.',
  '0.0.0.0*',
  '* ',
  'Example',
  '/',
  '//',
  '@@',
  '$important',
  '*constructor*',
  '?',
  '[a]*',
  '(*',
] as const;
const regularExpressions = [
  '/ads/',
  '/^\\|\\|a/',
  '/\\.com\\^$/',
  '/EXAMPLE/',
  '/^[0-9.]+\\s/',
  '/(a|b)\\.org/',
  '/^!/',
  '/x{1,2}/',
  '/[^a-z.]{3}/',
  '/^$/',
  '/a.*com/',
  '/\\bcom\\b/',
  '/\\d+\\.\\d+/',
  '/é/',
  '/\\w\\s\\w/',
  '/^.{1,5}$/',
  '/a+?b/',
  '/(?:uk|com)$/',
  '/x/',
  '/\\$/',
] as const;
/** What only some dialects of regular expressions know, and what none does. */
const dialectExpressions = [
  '/a(?=b)/',
  '/(a)\\1/',
  '/(/',
  '/[/',
  '/(?<!a)b/',
  '/a{2,1}/',
  '/\\u{61}/',
  '/\\cA/',
] as const;
const sourceNames = ['First', 'A name with spaces', '', '||a.com^', 'имя'] as const;

type PatternKind = 'fixed' | 'regex' | 'part' | 'line' | 'wildcard' | 'dialect';

/** What random pipelines shall be like. */
export interface PipelineShape {
  /** At most so many lines a source. */
  readonly linesMax: number;
  /** How often rare things come, 0 to 2. */
  readonly oddity: number;
}

/**
 * A random compile: one to three small lists and a configuration with any transformations, exclusions and inclusions
 * at either level.
 */
export function randomPipeline(random: SeededRandom, shape: PipelineShape): PipelineCase {
  const oddity = random.chance(0.3) ? 0 : shape.oddity;
  const grammar = new FileGrammar(random, new LineGrammar(random, oddity), shape.linesMax);
  const files: CaseFile[] = [];
  const sources: SourceConfiguration[] = [];
  const sourceCount = random.pickWeighted([
    [1, 70],
    [2, 22],
    [3, 8],
  ]);
  const validatorPlace = random.pickWeighted([
    ['top', 45],
    ['source', 25],
    ['none', 30],
  ]);
  for (let index = 0; index < sourceCount; index++) {
    const name = index > 0 && random.chance(0.1) ? 'list-0.txt' : `list-${index}.txt`;
    if (name === `list-${index}.txt`) grammar.addTo(files, name);
    const source: Mutable<SourceConfiguration> = { source: name };
    if (random.chance(0.6)) Object.assign(source, randomLevel(random, validatorPlace === 'source', files));
    if (random.chance(0.15)) source.name = random.pick(sourceNames) || 'x';
    if (random.chance(0.05)) source.name = `Line\n||injected.example^${index}`;
    if (random.chance(0.1)) source.type = random.pick(['adblock', 'hosts'] as const);
    sources.push(source);
  }
  const level = random.chance(0.85) ? randomLevel(random, validatorPlace === 'top', files) : {};
  return { files, configuration: { name: 'Random list', sources, ...level } };
}

/** A random list alone under one transformation, for what works line by line. */
export function randomLines(
  random: SeededRandom,
  transformation: TransformationName,
  lineCount: number,
): PipelineCase {
  const grammar = new LineGrammar(random, random.chance(0.2) ? 0.2 : 1);
  const lines = Array.from({ length: lineCount }, () => grammar.line());
  const files = [
    { name: 'list-0.txt', lines: ['||first.example^', ...lines, '||last.example^'], lineEnd: '\n' },
  ];
  return {
    files,
    configuration: {
      name: 'Random lines',
      sources: [{ source: 'list-0.txt', transformations: [transformation] }],
    },
  };
}

function randomLevel(random: SeededRandom, hasValidator: boolean, files: CaseFile[]): LevelConfiguration {
  const level: Mutable<LevelConfiguration> = {};
  const validators: readonly TransformationName[] = transformationOrder.filter((name) =>
    name.startsWith('Validate'),
  );
  const others = transformationOrder.filter((name) => !name.startsWith('Validate'));
  const density = random.pick([0.15, 0.3, 0.6]);
  const transformations = others.filter(() => random.chance(density));
  if (hasValidator)
    transformations.push(...(random.chance(0.5) ? (['Validate'] as const) : [random.pick(validators)]));
  if (transformations.length > 0 || random.chance(0.5)) level.transformations = transformations;
  if (random.chance(0.15)) level.exclusions = randomPatterns(random, files);
  if (random.chance(0.1)) level.inclusions = randomPatterns(random, files);
  if (random.chance(0.05)) level.exclusions_sources = [addPatternFile(random, files)];
  if (random.chance(0.03)) level.inclusions_sources = [addPatternFile(random, files)];
  return level;
}

function randomPatterns(random: SeededRandom, files: readonly CaseFile[]): string[] {
  return Array.from({ length: 1 + random.below(3) }, () => randomPattern(random, files));
}

function randomPattern(random: SeededRandom, files: readonly CaseFile[]): string {
  const line = random
    .pick(files.flatMap((file) => file.lines).concat('x'))
    .replaceAll(/[\uf700-\uf7ff]/g, '');
  const start = random.below(line.length);
  const part = Buffer.from(line.slice(start, start + 1 + random.below(8))).toString();
  const kind = random.pickWeighted<PatternKind>([
    ['fixed', 25],
    ['regex', 25],
    ['part', 20],
    ['line', 10],
    ['wildcard', 18],
    ['dialect', 2],
  ]);
  switch (kind) {
    case 'fixed':
      return random.pick(fixedPatterns);
    case 'regex':
      return random.pick(regularExpressions);
    case 'part':
      return part;
    case 'line':
      return line;
    case 'wildcard':
      return random.pick([`*${part}*`, `${part}*`, `*${part}`, `*${part.toUpperCase()}*`]);
    case 'dialect':
      return random.pick(dialectExpressions);
  }
}

function addPatternFile(random: SeededRandom, files: CaseFile[]): string {
  const name = `patterns-${files.length}.txt`;
  const lines = randomPatterns(random, files).map((pattern) => pattern.replaceAll(/[\r\n]/g, ''));
  files.push({ name, lines: [...lines, random.pick(['', '! comment', '# x', ' '])], lineEnd: '\n' });
  return name;
}

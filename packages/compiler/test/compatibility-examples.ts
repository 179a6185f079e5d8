import { readFileSync } from 'node:fs';

/** An example of docs/compatibility.md. */
export interface CompatibilityExample {
  /** The difference that it belongs to, and its number among that one's examples. */
  readonly title: string;
  readonly transformations: readonly string[];
  readonly exclusions: readonly string[];
  /** The name of the list and of its source. */
  readonly name: string;
  /** Texts by path; `list.txt` is the source. */
  readonly files: ReadonlyMap<string, string>;
  /** What comes out, or in parentheses what happens instead. */
  readonly expected: {
    readonly hostlistCompiler: string;
    readonly bloqr: string;
    readonly strict: string | undefined;
  };
}

/** A section of docs/compatibility.md that describes one difference. */
export interface CompatibilitySection {
  readonly name: string;
  readonly examples: readonly CompatibilityExample[];
}

const labelWidth = 18;
const page = new URL('../../../docs/compatibility.md', import.meta.url);

/** Reads the differences of docs/compatibility.md: each heading of the third level, with the examples below it. */
export function readCompatibilitySections(): readonly CompatibilitySection[] {
  return readFileSync(page, 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const name = section.slice(0, section.indexOf('\n'));
      const blocks = Array.from(section.matchAll(/^```text\n(.*?)\n```$/gms), ([, block = '']) => block);
      return { name, examples: blocks.map((block, index) => parseExample(`${name} ${index + 1}`, block)) };
    });
}

/** Labels stand in the first columns; a line without one continues the value above. */
function parseExample(title: string, block: string): CompatibilityExample {
  const values = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of block.split('\n')) {
    const label = line.slice(0, labelWidth).trim();
    if (label !== '') {
      current = [];
      values.set(label, current);
    }
    current.push(line.slice(labelWidth).replace(/\\u([0-9a-f]{4})/g, (_, code) => characterOf(code)));
  }
  const take = (label: string) => {
    const value = values.get(label);
    values.delete(label);
    return value?.join('\n');
  };
  return {
    title,
    transformations: take('transformations')?.split(', ') ?? [],
    exclusions: take('exclusions')?.split('\n') ?? [],
    name: take('name') ?? 'Example',
    expected: {
      hostlistCompiler: take('HostlistCompiler') ?? '',
      bloqr: take('bloqr') ?? '',
      strict: take('strict'),
    },
    files: new Map(Array.from(values, ([path, lines]): [string, string] => [path, lines.join('\n')])),
  };
}

function characterOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

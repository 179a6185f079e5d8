import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSourceUrl } from '@bloqr/compiler';
import { SeededRandom } from '../lists/seeded-random.ts';
import { randomSpelling } from './guard/random-spelling.ts';
import { isSpecialAddress } from './guard/special-addresses.ts';
import type { ProofPart } from './proof-part.ts';

const vectors = join(import.meta.dirname, '../../../shared/vectors/wpt-url/urltestdata.json');
const spellingCount = 200_000;
const examplesMax = 10;

/**
 * The guard in front of fetching lets no spelling of a special address through and refuses no spelling of a public
 * one. What is special is taken from IANA's registries and asked of Node's `BlockList`, not of the guard's own table.
 */
export const guard: ProofPart = {
  name: 'guard',
  summary: `WPT's URLs and ${spellingCount} spellings of addresses against the guard`,
  run: async ({ seed, scale, print }) => {
    const mistakes = [
      ...checkVectors(print),
      ...checkSpellings(seed, Math.ceil(spellingCount * scale), print),
    ];
    for (const mistake of mistakes.slice(0, examplesMax)) print(`  MISTAKE ${mistake}`);
    return mistakes.length === 0;
  },
};

function checkVectors(print: (text: string) => void): string[] {
  if (!existsSync(vectors)) {
    print('  WPT’s URLs are not on this machine: left out');
    return [];
  }
  const cases: unknown = JSON.parse(readFileSync(vectors, 'utf8'));
  const inputs = new Set<string>();
  for (const one of Array.isArray(cases) ? cases : []) {
    const input: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'input') : undefined;
    if (typeof input === 'string') inputs.add(input);
  }
  const counts = new Map<string, number>();
  const mistakes: string[] = [];
  for (const input of inputs) {
    const decision = checkSourceUrl(input);
    const verdict = decision.isAllowed ? 'allowed' : decision.reason;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (!decision.isAllowed) continue;
    const url = new URL(decision.url);
    const isSound =
      (url.protocol === 'http:' || url.protocol === 'https:') &&
      url.username === '' &&
      url.password === '' &&
      url.hash === '' &&
      !isSpecialAddress(url.hostname) &&
      url.href === decision.url;
    if (!isSound) mistakes.push(`${JSON.stringify(input)} is allowed as ${decision.url}`);
  }
  print(
    `  ${inputs.size} URLs of WPT: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`,
  );
  return mistakes;
}

function checkSpellings(seed: number, count: number, print: (text: string) => void): string[] {
  const mistakes: string[] = [];
  let allowed = 0;
  for (let index = 0; index < count; index++) {
    const { host, address, isSpecial } = randomSpelling(SeededRandom.forCase(seed, index));
    const decision = checkSourceUrl(`http://${host}/list.txt`);
    if (decision.isAllowed) allowed++;
    if (decision.isAllowed === isSpecial) {
      mistakes.push(
        `http://${host}/ (${address}) is ${decision.isAllowed ? 'allowed' : `refused: ${decision.reason}`}`,
      );
    }
  }
  print(
    `  ${count} spellings of addresses, seed ${seed}: ${allowed} allowed, ${count - allowed} refused, ${mistakes.length} mistakes`,
  );
  return mistakes;
}

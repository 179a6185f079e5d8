import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** What the tests in a browser are made of. */
export type Counted = 'journeys' | 'states' | 'axe runs' | 'payloads';

const fileName = 'tally.txt';

/** Adds to what is printed when the tests in a browser are over. */
export function count(what: Counted, amount = 1): void {
  appendFileSync(join(inject('stateFolder'), fileName), `${amount} ${what}\n`);
}

/** One line with the sums; nothing where nothing was counted. */
export function describeTally(stateFolder: string): string | undefined {
  const file = join(stateFolder, fileName);
  if (!existsSync(file)) return undefined;
  const sums = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [amount, what] = [Number.parseInt(line, 10), line.replace(/^\d+ /, '')];
    sums.set(what, (sums.get(what) ?? 0) + amount);
  }
  return `In the browser: ${[...sums].map(([what, sum]) => `${sum} ${what}`).join(', ')}.`;
}

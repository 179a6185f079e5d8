import type { CanaryHit } from './listeners.ts';
import type { ProofNetwork } from './proof-network.ts';

/** What a class of cases came to. */
export interface ClassResult {
  /** Connections to the canary. */
  readonly hits: readonly CanaryHit[];
  /** How often each outcome was had. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Long enough for a connection that was begun to be seen at the other end. */
const settlingMs = 100;

/** Runs the cases, several at a time, and counts what they connected to meanwhile. Prints a line. */
export async function countConnections<Case>(
  title: string,
  cases: readonly Case[],
  run: (one: Case, index: number) => Promise<string>,
  { network, atOnce, print }: CountOptions,
): Promise<ClassResult> {
  network.forgetNames();
  const hitsBefore = network.hits.length;
  const publicBefore = network.publicCount();
  const outcomes = new Map<string, number>();
  const waiting = cases.entries();
  const work = async () => {
    for (const [index, one] of waiting) {
      const outcome = await run(one, index);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await new Promise((resolve) => setTimeout(resolve, settlingMs));
  const hits = network.hits.slice(hitsBefore);
  const publicCount = network.publicCount() - publicBefore;
  const counts = [...outcomes].sort(([, a], [, b]) => b - a).map(([outcome, count]) => `${count} ${outcome}`);
  print(
    `    ${title}: ${cases.length} cases, ${hits.length} connections to the canary, ${publicCount} to public servers (${counts.join(', ')})`,
  );
  return { hits, outcomes };
}

export interface CountOptions {
  readonly network: ProofNetwork;
  readonly atOnce: number;
  readonly print: (text: string) => void;
}

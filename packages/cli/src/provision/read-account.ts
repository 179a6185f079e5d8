import { stripVTControlCharacters } from 'node:util';
import type { Deployment } from './deployment.ts';
import type { Account } from './plan.ts';
import { resourceKinds } from './resource-kinds.ts';
import type { RunWrangler } from './run-wrangler.ts';

/** What there is, or why that cannot be told. */
export type ReadAccount =
  | { readonly kind: 'read'; readonly account: Account }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What wrangler says of a Worker that was never deployed; it has no secrets then. */
const workerMissing = /Worker ".*" not found|\b10007\b/s;

/** Asks for everything that the deployment wants, one thing after the other: nothing is changed. */
export async function readAccount(
  { resources }: Deployment,
  environmentFlags: readonly string[],
  run: RunWrangler,
): Promise<ReadAccount> {
  const found = new Map<keyof typeof resourceKinds, ReadonlyMap<string, string>>();
  for (const kind of new Set(resources.map((resource) => resource.kind))) {
    const { list, read } = resourceKinds[kind];
    const { isGood, output, talk } = await run(list);
    if (!isGood) return { kind: 'unreadable', reason: firstLine(talk) || firstLine(output) };
    try {
      found.set(kind, read(output));
    } catch {
      return {
        kind: 'unreadable',
        reason: `wrangler ${list.join(' ')} printed something that is not understood`,
      };
    }
  }
  const { isGood, output, talk } = await run(['secret', 'list', ...environmentFlags]);
  if (!isGood && !workerMissing.test(talk + output))
    return { kind: 'unreadable', reason: firstLine(talk) || firstLine(output) };
  return {
    kind: 'read',
    account: { resources: found, secrets: isGood ? readSecretNames(output) : new Set() },
  };
}

function readSecretNames(output: string): ReadonlySet<string> {
  const entries: unknown = JSON.parse(output);
  const names = Array.isArray(entries) ? entries.map((entry: { readonly name?: unknown }) => entry.name) : [];
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** The first line that says something; wrangler begins with empty ones and marks. */
export function firstLine(text: string): string {
  const plain = stripVTControlCharacters(text);
  return (
    plain
      .split('\n')
      .map((line) => line.replace(/^[^\p{L}\p{N}"'`]*(?:\[?ERROR\]?)?\s*/u, '').trim())
      .find((line) => line !== '') ?? ''
  );
}

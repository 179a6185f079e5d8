import { describeFailure, type RunWrangler, type WranglerRun } from '../io/run-wrangler.ts';
import type { Deployment } from './deployment.ts';
import type { Account } from './plan.ts';
import { resourceKinds } from './resource-kinds.ts';

/** What there is, or why that cannot be told. */
export type ReadAccount =
  | { readonly kind: 'read'; readonly account: Account }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Whether wrangler says that a Worker was never deployed; it has no secrets then. */
export function isWorkerMissing({ talk, output }: WranglerRun): boolean {
  return /Worker ".*" not found|\b10007\b/s.test(talk + output);
}

/** Asks for everything that the deployment wants, one thing after the other: nothing is changed. */
export async function readAccount(
  { resources }: Deployment,
  environmentFlags: readonly string[],
  run: RunWrangler,
): Promise<ReadAccount> {
  const found = new Map<keyof typeof resourceKinds, ReadonlyMap<string, string>>();
  for (const kind of new Set(resources.map((resource) => resource.kind))) {
    const { list, read } = resourceKinds[kind];
    const listed = await run(list);
    if (!listed.isGood) return { kind: 'unreadable', reason: describeFailure(listed) };
    try {
      found.set(kind, read(listed.output));
    } catch {
      return {
        kind: 'unreadable',
        reason: `wrangler ${list.join(' ')} printed something that is not understood`,
      };
    }
  }
  const secrets = await run(['secret', 'list', ...environmentFlags]);
  if (!secrets.isGood && !isWorkerMissing(secrets))
    return { kind: 'unreadable', reason: describeFailure(secrets) };
  return {
    kind: 'read',
    account: { resources: found, secrets: secrets.isGood ? readSecretNames(secrets.output) : new Set() },
  };
}

/** The names in what `wrangler secret list` prints. */
export function readSecretNames(output: string): ReadonlySet<string> {
  const entries: unknown = JSON.parse(output);
  const names = Array.isArray(entries) ? entries.map((entry: { readonly name?: unknown }) => entry.name) : [];
  return new Set(names.filter((name) => typeof name === 'string'));
}

import type { CanaryCases } from './canary-cases.ts';
import { type ClassResult, type CountOptions, countConnections } from './canary-count.ts';
import { openCommandSide, type Side } from './command-side.ts';
import type { ProofNetwork } from './proof-network.ts';
import type { Rebinding } from './rebinding.ts';
import { openWorkerSide, workerdNetworks } from './worker-side.ts';

type Print = (text: string) => void;

const atOnce = 16;
const hitsShownMax = 8;
/** URLs of the comparison without a guard, which waits for many that nobody answers. */
const comparedMax = 100;

/** The command's reading of every case leads to no connection to the canary, and honest redirects to their list. */
export async function proveCommand(
  cases: CanaryCases,
  network: ProofNetwork,
  print: Print,
): Promise<boolean> {
  print('  the command:');
  const command = openCommandSide(network.guardedNetwork);
  const options = { network, atOnce, print };
  try {
    const results = [
      ...(await readUrls(cases, command, options)),
      ...(await readRebindings(cases, command, options)),
    ];
    return areAllUnhit(results, print) && (await isListReached(cases, command, options));
  } finally {
    await command.close();
  }
}

/**
 * The Worker's guard alone, in a workerd that would let it go anywhere, lets nothing through to the canary but names
 * whose address it cannot see; those stop at a network of workerd that does not lead there.
 */
export async function proveWorker(
  cases: CanaryCases,
  network: ProofNetwork,
  certificate: string,
  print: Print,
): Promise<boolean> {
  const options = { network, atOnce, print };
  const within = async <Result>(
    reach: keyof typeof workerdNetworks,
    run: (side: Side) => Promise<Result>,
  ) => {
    print(`  the Worker, in a workerd whose network has ${workerdNetworks[reach]}:`);
    const side = await openWorkerSide(workerdNetworks[reach], certificate);
    try {
      return await run(side);
    } finally {
      await side.close();
    }
  };
  const count = (title: string, rebindings: readonly Rebinding[], side: Side) =>
    countConnections(
      title,
      rebindings.map(({ url }) => url),
      side.read,
      options,
    );
  const byGuard = await within('open', async (side) => ({
    results: await readUrls(cases, side, options),
    isReached: await isListReached(cases, side, options),
    rebinding: await count('for comparison, names that rebind', cases.rebindings, side),
  }));
  const local = cases.rebindings.filter(({ isReserved }) => !isReserved);
  const reserved = cases.rebindings.filter(({ isReserved }) => isReserved);
  const byDefault = await within('byDefault', async (side) => {
    const result = await count('names that rebind to this machine or a private network', local, side);
    await count('for comparison, names that rebind to reserved addresses', reserved, side);
    return result;
  });
  const byStrictNetwork = await within('strict', (side) => readRebindings(cases, side, options));
  print(
    '  A Worker does not see which address a name has become, so nothing in it can refuse one: workerd does, after it has resolved the name, or Cloudflare’s network. npm start lets private addresses through, for lists on the same machine.',
  );
  const isSeen = byGuard.rebinding.hits.length > 0;
  if (!isSeen) print('    WRONG: no name that rebinds reached the canary where nothing stops it');
  const results = [...byGuard.results, byDefault, ...byStrictNetwork];
  return areAllUnhit(results, print) && byGuard.isReached && isSeen;
}

/** Without the guard the same cases do reach the canary: it can be reached, and it counts. */
export async function proveThatCanaryCounts(
  cases: CanaryCases,
  network: ProofNetwork,
  print: Print,
): Promise<boolean> {
  print('  for comparison, a fetch without a guard:');
  const get = async (url: string) => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
      await response.body?.cancel();
      return response.ok ? 'answered' : 'refused';
    } catch {
      return 'failed';
    }
  };
  const options = { network, atOnce, print };
  const starts = cases.chains.map(({ start }) => start);
  const names = cases.rebindings.map(({ url }) => url);
  const results = [
    await countConnections('URLs', cases.urls.slice(-comparedMax), get, options),
    await countConnections('redirects', starts, get, options),
    await countConnections('names that rebind', names, get, options),
  ];
  const isCounting = results.every(({ hits }) => hits.length > 0);
  if (!isCounting) print('    WRONG: the canary could not be reached, so the proof says nothing');
  return isCounting;
}

async function readUrls(cases: CanaryCases, side: Side, options: CountOptions): Promise<ClassResult[]> {
  return [
    await countConnections('URLs as sources', cases.urls, side.read, options),
    await countConnections(
      'URLs included by a list on a public server',
      cases.urls,
      (_, index) => side.read(cases.includingUrl(index)),
      options,
    ),
    await countConnections(
      'URLs included by a list without an address',
      cases.urls,
      (url) => side.readText(`!#include ${url}\n`),
      options,
    ),
    await countRedirects(cases, side, options),
  ];
}

async function countRedirects(cases: CanaryCases, side: Side, options: CountOptions): Promise<ClassResult> {
  cases.takeFollowedCount();
  const starts = cases.chains.map(({ start }) => start);
  const result = await countConnections('redirects', starts, side.read, options);
  options.print(`      ${cases.takeFollowedCount()} of them were followed up to their last redirect`);
  return result;
}

async function readRebindings(cases: CanaryCases, side: Side, options: CountOptions): Promise<ClassResult[]> {
  const kinds = [...new Set(cases.rebindings.map(({ kind }) => kind))];
  const results: ClassResult[] = [];
  for (const kind of kinds) {
    const urls = cases.rebindings.filter((one) => one.kind === kind).map(({ url }) => url);
    results.push(await countConnections(`names that rebind, ${kind}`, urls, side.read, options));
  }
  return results;
}

async function isListReached(cases: CanaryCases, side: Side, options: CountOptions): Promise<boolean> {
  const starts = cases.honestChains.map(({ start }) => start);
  const { outcomes } = await countConnections(
    'for comparison, redirects to a list',
    starts,
    side.read,
    options,
  );
  const isReached = outcomes.get('list') === starts.length;
  if (!isReached) options.print('    WRONG: not all of them reached their list');
  return isReached;
}

function areAllUnhit(results: readonly ClassResult[], print: Print): boolean {
  const hits = results.flatMap((result) => result.hits);
  const places = new Set(hits.map(({ address, port }) => `${address} port ${port}`));
  for (const place of [...places].slice(0, hitsShownMax)) print(`    CONNECTED to ${place}`);
  return hits.length === 0;
}

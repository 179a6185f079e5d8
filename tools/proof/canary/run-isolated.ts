import { makeCanaryCases } from './canary-cases.ts';
import { assertIsolated } from './network-namespace.ts';
import { openIsolatedNetwork } from './proof-network.ts';
import { proveCommand, proveThatCanaryCounts, proveWorker } from './prove-canary.ts';
import { makeTlsIdentity } from './tls-identity.ts';

// Runs inside the namespace: `node run-isolated.ts <seed> <scale>`. Exit code 0 means proved.
const [seed = '1', scale = '1'] = process.argv.slice(2);
process.exit((await run(Number(seed), Number(scale))) ? 0 : 1);

async function run(seed: number, scale: number): Promise<boolean> {
  const print = (text: string) => console.log(text);
  assertIsolated();
  const identity = makeTlsIdentity();
  if (identity === undefined) {
    print('  openssl is not installed, and without it no stand-in can speak https');
    return false;
  }
  const cases = makeCanaryCases(seed, scale);
  print(
    `  isolated: only the loopback, no route out; seed ${seed}; ${cases.webPlatformCount} of the URLs are those of Web Platform Tests`,
  );
  const network = await openIsolatedNetwork(cases, identity);
  const isCounting = await proveThatCanaryCounts(cases, network, print);
  const isCommandProved = await proveCommand(cases, network, print);
  const isWorkerProved = await proveWorker(cases, network, identity.cert, print);
  network.close();
  return isCounting && isCommandProved && isWorkerProved;
}

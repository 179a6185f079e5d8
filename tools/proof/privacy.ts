import { searchBundles } from './privacy/search-bundles.ts';
import { searchCommands } from './privacy/search-commands.ts';
import type { ProofPart } from './proof-part.ts';
import { runProofTest } from './worker-parts.ts';

/** Tokens, keys, secrets and addresses of people, planted wherever somebody can put something. */
export const privacyPart: ProofPart = {
  name: 'privacy',
  summary:
    'tokens, keys, secrets and addresses planted everywhere are in no log, error, column of D1, bundle or output',
  run: async (options) => {
    const isProved = runProofTest('privacy.proof', options);
    const { files, bytes, hits } = await searchBundles();
    options.print(
      `  ${files} files of Worker and pages (${(bytes / 1e6).toFixed(1)} MB), built with secrets in the environment: ${hits.length} hits`,
    );
    const said = searchCommands();
    options.print(
      `  ${said.runs} runs of commands for operators (${said.bytes} bytes): ${said.hits.length} hits`,
    );
    const all = [...hits, ...said.hits];
    for (const hit of all) options.print(`  ${hit}`);
    return isProved && all.length === 0;
  },
};

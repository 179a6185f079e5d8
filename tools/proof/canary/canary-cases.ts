import { SeededRandom } from '../../lists/seeded-random.ts';
import { canaryUrl, listWebPlatformUrls } from './canary-spellings.ts';
import { type AnswerPublic, respond } from './listeners.ts';
import type { AnswerName } from './name-server.ts';
import { isNearName } from './near-address.ts';
import { makeRebinding, type Rebinding, standIn } from './rebinding.ts';
import { makeChain, type RedirectChain } from './redirect-chain.ts';

/** Everything that is tried, and what names and servers answer meanwhile. */
export interface CanaryCases {
  /** URLs, most of them spellings of the canary. */
  readonly urls: readonly string[];
  readonly webPlatformCount: number;
  /** A list at a public server whose one line includes `urls[index]`. */
  readonly includingUrl: (index: number) => string;
  /** Chains that end at the canary or nowhere. */
  readonly chains: readonly RedirectChain[];
  /** Chains that end at a list. */
  readonly honestChains: readonly RedirectChain[];
  readonly rebindings: readonly Rebinding[];
  readonly answerName: AnswerName;
  readonly answerPublic: AnswerPublic;
  /** How many of `chains` have been followed up to their last redirect since this was asked last. */
  readonly takeFollowedCount: () => number;
}

const spellingCount = 6000;
const chainCount = 500;
const honestChainCount = 100;
const rebindingCount = 400;

/** Makes the same cases for the same seed. */
export function makeCanaryCases(seed: number, scale: number): CanaryCases {
  const count = (full: number) => Math.max(8, Math.ceil(full * scale));
  const make = <Case>(full: number, offset: number, one: (id: number, random: SeededRandom) => Case) =>
    Array.from({ length: count(full) }, (_, id) => one(id, SeededRandom.forCase(seed + offset, id)));
  const webPlatform = listWebPlatformUrls();
  const spellings = make(spellingCount, 0, (_, random) => canaryUrl(random));
  const urls = [...webPlatform.slice(0, Math.ceil(webPlatform.length * Math.min(1, scale))), ...spellings];
  const chains = make(chainCount, 1, (id, random) => makeChain(id, false, random));
  const honestChains = make(honestChainCount, 2, (id, random) => makeChain(chains.length + id, true, random));
  const rebindings = make(rebindingCount, 3, makeRebinding);
  const allChains = [...chains, ...honestChains];
  const rebindingsByName = new Map(rebindings.map((rebinding) => [rebinding.name, rebinding]));
  const followed = new Set<number>();
  const answerChain = (id: number, hop: number) => {
    if (id < chains.length && hop === (chains[id]?.answers.length ?? 0) - 1) followed.add(id);
    return allChains[id]?.answers[hop] ?? notFound;
  };
  return {
    urls,
    webPlatformCount: urls.length - spellings.length,
    includingUrl: (index) => `http://s${index % 64}.example.org/including/${index}`,
    chains,
    honestChains,
    rebindings,
    answerName: (name, turn) =>
      rebindingsByName.get(name)?.answerName(turn) ?? {
        addresses: [isNearName(name) ? '127.0.0.1' : standIn],
      },
    answerPublic: (_host, path) => {
      const [, kind, id = '', hop = '0'] = path.split('/');
      if (kind === 'chain') return answerChain(Number(id), Number.parseInt(hop, 10));
      if (kind === 'rebinding') return rebindings[Number(id)]?.answer ?? notFound;
      if (kind === 'including') return respond('200 OK', `!#include ${urls[Number(id)] ?? ''}\n`);
      return notFound;
    },
    takeFollowedCount: () => {
      const count = followed.size;
      followed.clear();
      return count;
    },
  };
}

const notFound = respond('404 Not Found', 'nothing here');

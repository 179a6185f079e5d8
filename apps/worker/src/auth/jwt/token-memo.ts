import { BoundedMap } from '../../lib/bounded-map.ts';
import type { JsonObject } from './strict-json.ts';

/** A token that was taken apart, found unambiguous, and signed by this key. */
export interface SignedToken {
  readonly key: CryptoKey;
  readonly keyId: string;
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/**
 * Tokens that came before, so that one that comes again within its minute is neither taken apart nor checked against its key
 * anew. What stays true for good is remembered, nothing else: claims are judged each time, and whoever asks looks whether the
 * key of this id is still that one.
 */
export interface TokenMemo {
  get(token: string): SignedToken | undefined;
  add(token: string, signed: SignedToken): void;
}

/** Longer tokens are rare, and not remembered. */
export const rememberedCharactersMax = 2048;

export function createTokenMemo(tokensMax: number): TokenMemo {
  const tokens = new BoundedMap<string, SignedToken>(tokensMax);
  return {
    get: (token) => tokens.get(token),
    add(token, signed) {
      if (token.length <= rememberedCharactersMax) tokens.set(token, signed);
    },
  };
}

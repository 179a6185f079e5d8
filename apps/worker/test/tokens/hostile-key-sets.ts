import { publish, type SigningKey } from './signing-key.ts';

/** Keys of which the sets are made. */
export interface HostileKeys {
  /** The one that is good. */
  readonly first: SigningKey;
  readonly second: SigningKey;
  /** Of 1,024 bits. */
  readonly weak: SigningKey;
}

/** What may be answered in the place of a key set, by accident or on purpose: none of it may be taken for one. */
export function createHostileKeySets({
  first,
  second,
  weak,
}: HostileKeys): Readonly<Record<string, () => Response | Promise<Response>>> {
  return {
    'a 503': () => new Response('busy', { status: 503 }),
    'a 404': () => new Response('not here', { status: 404 }),
    'a redirect': () => Response.redirect('https://evil.example/jwks.json', 302),
    'no content': () => new Response(null, { status: 204 }),
    'a connection that fails': () => Promise.reject(new TypeError('network')),
    'no answer': () => new Promise(() => {}),
    'a body that hangs': () => new Response(new ReadableStream()),
    'a body that breaks': () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) })),
    'a page': () => new Response('<!doctype html><title>Sorry</title>'),
    'an empty set': () => new Response('{"keys":[]}'),
    'half a set': () => new Response(publish(first, second).slice(0, 600)),
    'five megabytes': () => new Response(`${' '.repeat(5_000_000)}${publish(second)}`),
    'no UTF-8': () => new Response(new Uint8Array([0xff, 0xfe, 0x7b, 0x7d])),
    'a key of 1,024 bits': () => new Response(publish(second, weak)),
    'an exponent of 1': () =>
      new Response(JSON.stringify({ keys: [second.jwk, { ...first.jwk, kid: 'first', e: 'AQ' }] })),
    // This one the platform would take.
    'an exponent of 3': () =>
      new Response(JSON.stringify({ keys: [second.jwk, { ...first.jwk, kid: 'first', e: 'Aw' }] })),
    'two keys under one id': () => new Response(publish(first, second, first)),
    'a private key': () => new Response(JSON.stringify({ keys: [{ ...second.jwk, ...second.secret }] })),
  };
}

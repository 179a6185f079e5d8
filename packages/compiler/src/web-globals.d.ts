/**
 * The only names beyond ECMAScript that this package uses. All three are pure functions of their input and
 * exist alike in Node, in Workers and in browsers; everything that reaches outside (`fetch`, files, clocks,
 * timers) is passed in by the caller instead. See docs/adr/0003-pure-compiler.md.
 */

declare class TextDecoder {
  constructor(label?: 'utf-8', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  hash: string;
}
